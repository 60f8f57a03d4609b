import type { Defect } from './list';
export const PEOPLE_DEFECTS: readonly Defect[] = [];
