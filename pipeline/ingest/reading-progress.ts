import type { Progress } from '../progress-line.js';
import type { InputFile } from './discover.js';

/**
 * Tells how far the reading of files has come, before each of them: by bytes, since rows are known only once they are read.
 * The call takes the number of the file and the rows found before it; `sizes` are the bytes of the files.
 */
export function readingProgress(
  files: readonly InputFile[],
  sizes: readonly number[],
  tell: Progress | undefined,
): (number: number, rows: number) => void {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  let done = 0;
  return (number, rows) => {
    tell?.('reading exports', { item: `${number + 1} of ${files.length}: ${files[number]?.path ?? ''}`, done, total, rows });
    done += sizes[number] ?? 0;
  };
}
