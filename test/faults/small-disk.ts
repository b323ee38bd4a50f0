import { spawnSync } from 'node:child_process';
import { mkdirSync, statfsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll } from 'vitest';

const megabyte = 2 ** 20;

/** A disk in memory whose room can be set: a tmpfs, which not every account may mount. */
export class SmallDisk {
  private constructor(readonly folder: string) {}

  /** Mounts one below `parent`; undefined where that is not allowed. */
  static mount(parent: string): SmallDisk | undefined {
    const folder = join(parent, 'disk');
    mkdirSync(folder);
    const { status } = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${256 * megabyte}`, 'tmpfs', folder]);
    if (status !== 0) return undefined;
    // Called by a test file after its folder was made, so before that one is removed.
    afterAll(() => {
      spawnSync('umount', ['-l', folder]);
    });
    return new SmallDisk(folder);
  }

  /** Bytes in use. */
  used(): number {
    const { blocks, bfree, bsize } = statfsSync(this.folder);
    return (blocks - bfree) * bsize;
  }

  /** Leaves so many bytes free; all it has room for when left out. */
  leave(bytes = 256 * megabyte): void {
    this.remount(`size=${this.used() + bytes}`);
  }

  makeReadOnly(): void {
    this.remount('ro');
  }

  makeWritable(): void {
    this.remount('rw');
  }

  private remount(options: string): void {
    const { status, stderr } = spawnSync('mount', ['-o', `remount,${options}`, this.folder], { encoding: 'utf8' });
    if (status !== 0) throw new Error(`remount ${options}: ${stderr}`);
  }
}

/** A command that starts another one which may write no file longer than that: a full disk for those who may not mount one. */
export function filesUpTo(bytes: number): string[] {
  return ['sh', '-c', `ulimit -f ${Math.floor(bytes / 512)}; exec "$@"`, 'sh'];
}

/** A command that starts another one for which the rights on files hold, though it is started by root. */
export const bareRights: readonly string[] = process.getuid?.() === 0 ? ['setpriv', '--bounding-set=-dac_override,-dac_read_search'] : [];
