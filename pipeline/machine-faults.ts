import { UserError } from './errors.js';

/** What the operating system says of a disk or of rights, by itself or in a message of the engine, and the engine of memory, in our words. */
const faults: readonly { readonly sign: RegExp; readonly fault: string; readonly next: string }[] = [
  {
    sign: /\b(ENOSPC|EDQUOT)\b|No space left on device|Disk quota exceeded|not enough space on the disk/i,
    fault: 'the disk is full',
    next: 'Make room and run again.',
  },
  {
    sign: /\bEFBIG\b|File too large/i,
    fault: 'no file may become that long',
    next: 'Raise the limit (ulimit -f), or name a folder of another file system.',
  },
  {
    sign: /\bEROFS\b|Read-only file system/i,
    fault: 'the disk can only be read',
    next: 'Name another folder, or have the disk mounted for writing.',
  },
  {
    sign: /\b(EACCES|EPERM)\b|Permission denied|Operation not permitted|Access is denied/i,
    fault: 'this account has not the right to it',
    next: 'Name another folder, or have the right given to it.',
  },
  {
    sign: /Out of Memory Error/,
    fault: 'there is not enough memory for it',
    next: 'Unset FIELDREVIEW_MEMORY_LIMIT or allow more, allow fewer FIELDREVIEW_THREADS, or use a machine with more memory.',
  },
  { sign: /\bEIO\b|Input\/output error/i, fault: 'the disk reports an error', next: 'Have the disk checked, or name another folder.' },
];

/**
 * An error of the disk, of rights or of memory as a UserError (exit 2) that names the file, or the folder that was worked in; any other as it
 * is. `state` says what became of the content of the folder.
 */
export function explainMachineFault(error: unknown, folder?: string, state = ''): unknown {
  if (!(error instanceof Error) || error instanceof UserError) return error;
  const known = faults.find(({ sign }) => sign.test(error.message));
  if (known === undefined) return error;
  const named = 'path' in error ? String(error.path) : /\bfile "([^"]+)"/.exec(error.message)?.[1];
  const path = (folder !== undefined && named?.startsWith(folder) ? folder : named) ?? folder ?? 'A file';
  return new UserError([`${path}: ${known.fault} (${firstLine(error)}).`, state, known.next].filter(Boolean).join(' '));
}

/** What the system says; a child's stack may follow it. */
function firstLine(error: Error): string {
  const lines = error.message.split('\n').map((line) => line.trim());
  return lines.find((line) => faults.some(({ sign }) => sign.test(line))) ?? error.message;
}
