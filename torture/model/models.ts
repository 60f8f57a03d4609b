/** All models, and how many histories of each are played in one run of all tests. */

import { copy } from './copy/copy';
import type { Model } from './model';
import { names } from './people/names';
import { rights } from './people/rights';
import { delivery } from './world/model';

export const MODELS: readonly { model: Model; histories: number }[] = [
  { model: delivery, histories: 400 },
  { model: rights, histories: 4_000 },
  { model: names, histories: 4_000 },
  { model: copy, histories: 200 },
];
