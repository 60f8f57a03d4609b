/**
 * The child again, as a worker: one chore, then it ends. A server that runs beside it is not held
 * up by the copying, and a crash here touches neither it nor the window.
 */
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { packBackup } from '../../server/backup/pack';
import { BackupProblem } from '../../server/backup/problem';
import { restoreBackup } from '../../server/backup/restore';
import { checkHeir, installHeir, makeHeirKey } from '../../server/handover/heir';
import type { Chore, ChoreResult, ChoreSaid } from './chore-messages';

type Tell = (said: ChoreSaid) => void;

export async function doChore(chore: Chore, tell: Tell): Promise<void> {
  try {
    tell({ type: 'done', result: await carryOut(chore, progressOf(tell)) });
  } catch (why) {
    const code = why instanceof BackupProblem ? why.code : 'internal';
    const detail = why instanceof Error ? why.message : String(why);
    tell({ type: 'problem', code, detail: detail.slice(0, 300) });
  }
}

type Progress = (done: number, total: number) => void;

function carryOut(chore: Chore, onProgress: Progress): Promise<ChoreResult<Chore['kind']>> {
  switch (chore.kind) {
    case 'backup':
      return backup(chore, onProgress);
    case 'restore':
      return restore(chore, onProgress);
    case 'heir-key':
      return makeHeirKey(chore.folder);
    case 'heir-check':
      return checkHeir(chore.folder, chore.dataDir);
    case 'heir-install':
      return installHeir(chore).then(() => ({}));
  }
}

async function backup(
  { dataDir, file, passphrase }: Extract<Chore, { kind: 'backup' }>,
  onProgress: Progress,
): Promise<ChoreResult<'backup'>> {
  const draft = `${file}.part`;
  try {
    const { bytes } = await packBackup(createWriteStream(draft, { mode: 0o600, flush: true }), {
      dataDir,
      key: passphrase === undefined ? { as: 'plain' } : { as: 'sealed', passphrase },
      now: Date.now(),
      onProgress,
    });
    await rename(draft, file);
    return { bytes };
  } catch (why) {
    await rm(draft, { force: true });
    throw why;
  }
}

async function restore(
  { dataDir, file, passphrase }: Extract<Chore, { kind: 'restore' }>,
  onProgress: Progress,
): Promise<ChoreResult<'restore'>> {
  const { server, aside } = await restoreBackup(file, {
    ...{ dataDir, replace: true, now: Date.now(), onProgress },
    ...(passphrase !== undefined && { passphrase }),
  });
  return {
    name: server.name,
    ...(server.fingerprint && { fingerprint: server.fingerprint }),
    ...(aside !== undefined && { aside }),
  };
}

/** In steps that a person can see: not each chunk crosses over to the app. */
function progressOf(tell: Tell): Progress {
  let told = -1;
  return (done, total) => {
    const part = total === 0 ? 1 : Math.min(1, done / total);
    if (part - told < 0.01 && part < 1) return;
    told = part;
    tell({ type: 'progress', part });
  };
}
