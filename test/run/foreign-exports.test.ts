import { execFile } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { readFigures, temporaryFolder } from './example.js';

const program = join(packageRoot, 'dist', 'pipeline', 'cli.js');

async function fieldreview(...args: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args]);
  return stdout;
}

test('from a folder of Zendesk and Freshdesk exports to the report, by what map prints', async () => {
  const [input, out] = [temporaryFolder(), temporaryFolder()];
  const files = ['zendesk', 'freshdesk'].map((system) => {
    const file = join(input, system, `${system}-2026-10.csv`);
    mkdirSync(join(input, system));
    copyFileSync(join(packageRoot, 'fixtures', 'presets', system, 'tickets_202610.csv'), file);
    return file;
  });
  const proposals: string[] = [];
  for (const file of files) proposals.push(await fieldreview('map', file));
  // Pasted one below the other, under one key.
  const pasted = ['mappings:', ...proposals.map((text) => text.replace(/^mappings:$/m, ''))].join('\n');
  writeFileSync(join(input, 'fieldreview.yaml'), `home_province: 广东\n${pasted}`);
  const lines = await fieldreview('run', '--period', '2026-10', '--input', input, '--out', out, '--locale', 'en');
  expect(lines).toContain('tickets: 10 rows read = 8 loaded + 2 rejected + 0 duplicate + 0 superseded');
  expect(existsSync(join(out, '2026-10', 'index.html'))).toBe(true);
  const { figures } = readFigures(out, '2026-10');
  const figure = (id: string) => figures.find((each) => each.id === id)?.value;
  expect(['service.accepted', 'service.open', 'sla.first_response.met'].map(figure)).toEqual([8, 4, 6]);
});
