/** Why a backup or a restore does not come about; people are told by the code. */
export type BackupCode =
  /** Another server is using the folder. */
  | 'in-use'
  /** There is no server in the folder. */
  | 'no-server'
  /** The folder to restore into is not empty. */
  | 'not-empty'
  /** The file is there already. */
  | 'exists'
  /** It is no backup, or has parts that no backup has. */
  | 'not-a-backup'
  | 'newer'
  /** Cut off, or changed since it was made. */
  | 'damaged'
  | 'no-space'
  /** The key in it is sealed, and no passphrase was given. */
  | 'passphrase-needed'
  | 'passphrase-wrong'
  /** This server was handed over: another one goes on in its place. */
  | 'handed-over';

export class BackupProblem extends Error {
  constructor(
    readonly code: BackupCode,
    detail: string = code,
  ) {
    super(detail);
    this.name = 'BackupProblem';
  }
}
