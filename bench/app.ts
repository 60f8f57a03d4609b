/** The scenarios in the real app, in the order in which they are run. */
import { floodScenario } from './app/flood';
import { hourScenario } from './app/hour';
import { keystrokeScenario } from './app/keystroke';
import { launchScenario } from './app/launch';
import { roomScenario } from './app/room';
import type { Scenario } from './lib/report';

export const appScenarios: readonly Scenario[] = [
  launchScenario,
  keystrokeScenario,
  roomScenario,
  floodScenario,
  hourScenario,
];
