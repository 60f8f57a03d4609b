import type { Defect } from './list';
export const COPY_DEFECTS: readonly Defect[] = [];
