/**
 * Mistakes that somebody could make, each in the source as it is, and which model is to catch it.
 * The first six are those that every messenger makes once.
 */
import { COPY_DEFECTS } from './copy-defects';
import { DELIVERY_DEFECTS } from './delivery-defects';
import { PEOPLE_DEFECTS } from './people-defects';
import type { Edit } from './plant';

export interface Defect {
  name: string;
  /** Which of the models. */
  model: string;
  edits: readonly Edit[];
  /** Where it is not found within so many, the model is blind to it; HISTORIES if left out. */
  histories?: number;
}

export const DEFECTS: readonly Defect[] = [...DELIVERY_DEFECTS, ...PEOPLE_DEFECTS, ...COPY_DEFECTS];
