/** In the order in which the page shows them. */
import type { Scenario } from '../lib/report';
import { fanOuts } from './fan-out';

export const SCENARIOS: readonly Scenario[] = [...fanOuts];
