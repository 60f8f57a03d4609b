/** All models, and how many histories of each are played in one run of all tests. */

import { copy } from './copy/copy';
import type { Model } from './model';
import { names } from './people/names';
import { rights } from './people/rights';
import { delivery } from './world/model';

export const MODELS: readonly { model: Model; histories: number }[] = [
  { model: delivery, histories: 300 },
  { model: rights, histories: 3_500 },
  { model: names, histories: 5_200 },
  { model: copy, histories: 150 },
];

export function modelNamed(name: string): Model {
  const found = MODELS.find(({ model }) => model.name === name);
  if (!found) throw new Error(`no model is called ${name}`);
  return found.model;
}
