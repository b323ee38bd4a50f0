import type { Effects } from './effects.js';
import { UserError } from './errors.js';
import type { DatabaseOptions } from './warehouse/database.js';

/**
 * What an engine takes of the machine. FIELDREVIEW_THREADS and FIELDREVIEW_MEMORY_LIMIT are held to; without them it has as many threads as
 * there are cores, and grows from little memory, what does not fit lying on the disk (docs/decisions/0030). Throws UserError where one of
 * them is no limit.
 */
export function engineLimits({ environment }: Effects): Pick<DatabaseOptions, 'threads' | 'memoryLimit' | 'growsMemory'> {
  const { FIELDREVIEW_THREADS: threads, FIELDREVIEW_MEMORY_LIMIT: memoryLimit } = environment;
  expectForm('FIELDREVIEW_THREADS', threads, /^[1-9][0-9]{0,2}$/, 'a number of threads such as 2');
  expectForm('FIELDREVIEW_MEMORY_LIMIT', memoryLimit, /^[1-9][0-9]*(\.[0-9]+)? ?[KMGT]i?B$/i, 'a size such as 2GB');
  return {
    ...(threads ? { threads: Number(threads) } : {}),
    ...(memoryLimit ? { memoryLimit } : { memoryLimit: memoryAtFirst, growsMemory: true }),
  };
}

/** A million tickets take no longer with it than with all memory there is; with 300 MB a fifth longer. */
const memoryAtFirst = '384MiB';

function expectForm(name: string, value: string | undefined, form: RegExp, expected: string): void {
  if (value && !form.test(value)) throw new UserError(`${name}: "${value}" is not ${expected}. Set it so, or unset it.`);
}
