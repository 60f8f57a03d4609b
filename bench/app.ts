/** The scenarios in the real app, in the order in which they are run. */
import { floodScenario } from './app/flood';
import { hourScenario } from './app/hour';
import { keystrokeScenario } from './app/keystroke';
import { launchScenario } from './app/launch';
import { roomScenario } from './app/room';
import { settleDown } from './lib/machine';
import type { Scenario } from './lib/report';

export const appScenarios: readonly Scenario[] = [
  launchScenario,
  keystrokeScenario,
  roomScenario,
  floodScenario,
  hourScenario,
];

/** All of them, one after another; their tables as lines of JSON. */
export async function benchApp(): Promise<void> {
  const say = (line: string) => process.stdout.write(`${line}\n`);
  for (const scenario of appScenarios) {
    const tables = await scenario.run({ quick: false, runs: 1, machine: settleDown(), say });
    for (const table of tables) say(JSON.stringify(table));
  }
}
