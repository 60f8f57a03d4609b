/** Server and member as programs with a mistake in them: for seeing that the audit finds it. */
import { copyFileSync, mkdirSync } from 'node:fs';
import { DEFECTS } from './list';
import { NotInProgram, plant } from './plant';

const FOLDER = 'out/torture/planted';

/** Paths of the programs. Rejects when there is no such mistake, or it is in neither of them. */
export async function plantedPrograms(name: string): Promise<{ serve: string; member: string }> {
  const defect = DEFECTS.find((one) => one.name === name);
  if (!defect) throw new Error(`no such mistake: ${name}. There are: ${namesOf().join('; ')}`);
  mkdirSync(FOLDER, { recursive: true });
  // Whoever serves looks for its thread beside itself.
  copyFileSync('out/cli/server-worker.js', `${FOLDER}/server-worker.js`);
  const serve = await made('cli/main.ts', `${FOLDER}/serve.js`, defect.edits);
  const member = await made('torture/member.ts', `${FOLDER}/member.js`, defect.edits);
  if (!serve.planted && !member.planted) throw new Error(`${name} is in neither program`);
  return { serve: serve.file, member: member.file };
}

const namesOf = (): string[] => DEFECTS.map(({ name }) => name);

async function made(
  entry: string,
  outfile: string,
  edits: Parameters<typeof plant>[2],
): Promise<{ file: string; planted: boolean }> {
  try {
    return { file: await plant(entry, outfile, edits), planted: true };
  } catch (why) {
    if (!(why instanceof NotInProgram)) throw why;
    return { file: await plant(entry, outfile, []), planted: false };
  }
}
