import { spawnSync } from 'node:child_process';
import { performance } from 'node:perf_hooks';

/** What one whole process took. `seconds` by the clock, `cpuSeconds` of all its threads and children, `peakMebibytes` of its largest process. */
export interface Taken {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakMebibytes: number;
}

export interface Measured extends Taken {
  readonly stdout: string;
}

const marks = 'benchmark-time %e %U %S %M';

/** Runs a command under GNU time; throws with what it printed when it fails. */
export function measureProcess(command: readonly string[], workingFolder: string): Measured {
  const started = performance.now();
  const { status, stdout, stderr } = spawnSync('/usr/bin/time', ['-f', marks, ...command], {
    cwd: workingFolder,
    encoding: 'utf8',
    maxBuffer: 256 * 1024 * 1024,
  });
  const seconds = (performance.now() - started) / 1000;
  const found = /benchmark-time ([\d.]+) ([\d.]+) ([\d.]+) (\d+)\s*$/.exec(stderr ?? '');
  if (status !== 0 || !found) throw new Error(`${command.join(' ')} failed:\n${stderr}\n${(stdout ?? '').slice(-2000)}`);
  const [, , user, system, kibibytes] = found;
  return { seconds, cpuSeconds: Number(user) + Number(system), peakMebibytes: Number(kibibytes) / 1024, stdout };
}
