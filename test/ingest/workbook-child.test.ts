import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { WorkbookTask } from '../../pipeline/ingest/workbook-child.js';
import { defaultLimits } from '../../pipeline/ingest/workbook-limits.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { temporaryFolder } from '../run/example.js';
import { makeWorkbook } from './workbook-maker.js';

test('a child whose parent is gone ends before it has read a long workbook', async () => {
  const folder = temporaryFolder();
  const path = join(folder, 'long.xlsx');
  const row = `<row>${'<c t="inlineStr"><is><t>长文本</t></is></c>'.repeat(10)}</row>`;
  writeFileSync(path, makeWorkbook({ sheets: [{ name: 'a', rows: row.repeat(50_000) }] }));
  const task: WorkbookTask = { path, folder, limits: defaultLimits };
  const child = spawn(process.execPath, [join(packageRoot, 'dist', 'pipeline', 'ingest', 'workbook-child.js'), JSON.stringify(task)]);
  const said = { output: '', errors: '' };
  child.stdout.on('data', (piece: Buffer) => {
    said.output += piece.toString('utf8');
  });
  child.stderr.on('data', (piece: Buffer) => {
    said.errors += piece.toString('utf8');
  });
  // What the system does to a parent's end of the pipe when it ends, however it does.
  child.stdin.end();
  const [code] = await once(child, 'close');
  expect(code).not.toBe(0);
  expect(said).toEqual({ output: '', errors: expect.stringContaining('the program that asked for this workbook has ended') });
});
