import type { Effects } from './effects.js';
import type { DatabaseOptions } from './warehouse/database.js';

/**
 * What an engine takes of the machine. FIELDREVIEW_THREADS and FIELDREVIEW_MEMORY_LIMIT are held to; without them it has as many threads as
 * there are cores, and grows from little memory, what does not fit lying on the disk (docs/decisions/0030).
 */
export function engineLimits({ environment }: Effects): Pick<DatabaseOptions, 'threads' | 'memoryLimit' | 'growsMemory'> {
  const { FIELDREVIEW_THREADS: threads, FIELDREVIEW_MEMORY_LIMIT: memoryLimit } = environment;
  return {
    ...(threads ? { threads: Number(threads) } : {}),
    ...(memoryLimit ? { memoryLimit } : { memoryLimit: memoryAtFirst, growsMemory: true }),
  };
}

/** A million tickets take no longer with it than with all memory there is. */
const memoryAtFirst = '512MiB';
