import { exitCodes, UserError } from '../errors.js';
import { hashFile } from '../hash-file.js';
import type { InputFile } from './discover.js';

/** A file below the inputs and the content that is read and accounted for. */
export interface HashedFile {
  readonly file: InputFile;
  readonly sha256: string;
}

/** SHA-256 of an export. Throws UserError (exit 3) where it cannot be read, whatever bad files may be skipped: its content is not known. */
export async function hashExport({ fullPath, path }: InputFile): Promise<string> {
  try {
    return await hashFile(fullPath);
  } catch (error) {
    throw explainUnreadable(path, error);
  }
}

/**
 * Throws UserError (exit 3) when one of the files is no longer what was hashed. Called once all of it was read, and when reading
 * fails: a file that is written, cut or taken away meanwhile must not be loaded half old and half new, nor be called bad.
 */
export async function refuseChanged(files: Iterable<HashedFile>): Promise<void> {
  for (const { file, sha256 } of new Set(files)) {
    if ((await hashExport(file)) === sha256) continue;
    throw new UserError(
      `${file.path}: changed while it was read; nothing was loaded. Run again when the program that writes it has finished.`,
      exitCodes.data,
    );
  }
}

function explainUnreadable(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  const [what, next] =
    error.code === 'ENOENT'
      ? ['was found, but is gone', 'Run again when all exports are in their place.']
      : error.code === 'EACCES' || error.code === 'EPERM'
        ? ['this account has not the right to read it', 'Have the right given to it, or take the file out of the input.']
        : [`cannot be read (${error.message})`, 'Check the disk it lies on, or take it out of the input.'];
  return new UserError(`${path}: ${what}; nothing was loaded. ${next}`, exitCodes.data);
}
