/** Plants one defect and lets its model look for it. */
import { pathToFileURL } from 'node:url';
import type { Verdict } from '../model/model';
import type { Defect } from './list';
import { plant } from './plant';

/** Where a defect is not found within so many histories, the model is blind to it. */
const HISTORIES = 4_000;

type Subject = typeof import('./subject');

export async function hunt(defect: Defect, seed?: number): Promise<Verdict> {
  const name = defect.name.replaceAll(/\W+/g, '-');
  const outfile = `node_modules/.cache/sarangbang/defects/${name}.mjs`;
  const file = await plant('torture/defects/subject.ts', outfile, defect.edits);
  const { check, modelNamed } = (await import(pathToFileURL(file).href)) as Subject;
  const histories = defect.histories ?? HISTORIES;
  return check(modelNamed(defect.model), {
    histories,
    first: true,
    ...(seed !== undefined && { seed }),
  });
}
