import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { packageRoot } from '../../pipeline/package-root.js';

export const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');

export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly output: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
}

export interface StartOptions {
  readonly environment?: Readonly<Record<string, string>>;
  /** Options of Node itself. */
  readonly node?: readonly string[];
  /** A command that starts the program under other limits or rights. */
  readonly under?: readonly string[];
}

/** Starts the built program as users do, in a process of its own. */
export function start(args: readonly string[], { environment = {}, node = [], under = [] }: StartOptions = {}): Started {
  const [command = process.execPath, ...rest] = [...under, process.execPath, ...node, program, ...args];
  const child = spawn(command, rest, { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'] });
  const pieces: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => pieces.push(piece));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, output: Buffer.concat(pieces).toString('utf8') }));
  });
  return { child, ended };
}

export async function run(args: readonly string[], options: StartOptions = {}): Promise<Ended> {
  return start(args, options).ended;
}

/**
 * Options of Node with which the program kills itself (SIGKILL) before its `call`-th change of the file system, counted from the first
 * one that `from` matches: `renameSync out/a`.
 */
export function dieAtCall(call: number, from: RegExp): string[] {
  const hook = `
    import fs from 'node:fs';
    import { syncBuiltinESMExports } from 'node:module';
    let left = ${call}, hasBegun = false;
    for (const name of ['renameSync', 'writeFileSync', 'mkdirSync', 'rmSync', 'copyFileSync']) {
      const real = fs[name];
      fs[name] = (...args) => {
        hasBegun ||= ${from}.test(name + ' ' + args[0]);
        if (hasBegun && --left <= 0) process.kill(process.pid, 'SIGKILL');
        return real(...args);
      };
    }
    syncBuiltinESMExports();`;
  return ['--import', `data:text/javascript,${encodeURIComponent(hook)}`];
}
