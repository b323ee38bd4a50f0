import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { presetNames } from '../../pipeline/config/presets.js';
import { packageRoot } from '../../pipeline/package-root.js';
import { runPeriod } from '../../pipeline/run-period.js';
import { validateExports } from '../../pipeline/validate-exports.js';
import { quietEffects, readFigures, temporaryFolder } from './example.js';

const fixture = (name: string): string => join(packageRoot, 'fixtures', 'presets', name);

/** What must become of each fixture: rows read, of them rejected with line and columns, and rows filtered. */
const accounts: Readonly<Record<string, { read: number; rejected?: [line: number, columns: string[]][]; filtered?: number }>> = {
  freshdesk: { read: 5, rejected: [[6, ['category']]] },
  'jira-service-management': { read: 5, rejected: [[7, ['status']]] },
  'open-repair': { read: 4 },
  qiyu: { read: 3 },
  'salesforce-case': { read: 4 },
  'servicenow-incident': { read: 4 },
  sobot: { read: 3, filtered: 1 },
  zendesk: { read: 5, rejected: [[6, ['accepted_at', 'completed_at', 'first_response_at']]] },
};

describe('the fixture of every preset loads, each row accounted for', () => {
  test.each(presetNames())('%s', async (name) => {
    const { files, rejects, bad_files, unrecognised } = (await validateExports({ inputs: [fixture(name)], maxRejectRate: 1 }, quietEffects))
      .validation;
    const { read, rejected = [], filtered = 0 } = accounts[name] ?? { read: -1 };
    expect([bad_files, unrecognised]).toEqual([[], []]);
    expect(files).toMatchObject([
      { read, rejected: rejected.length, filtered_rows: filtered, skipped_lines: filtered, repeated_headers: [] },
    ]);
    expect(rejects.map(({ line, columns }) => [line, [...columns].sort()])).toEqual(rejected);
  });
});

describe('a report comes of exports as they are', () => {
  const figuresOf = async (name: string): Promise<(id: string) => number | null | undefined> => {
    const out = temporaryFolder();
    await runPeriod({ period: '2026-10', inputs: [fixture(name)], out, locale: 'en' }, quietEffects);
    const { figures } = readFigures(out, '2026-10');
    return (id) => figures.find((figure) => figure.id === id)?.value;
  };

  test.each([
    ['zendesk', 4, 2, 4, 3],
    ['freshdesk', 4, 2, 4, 3],
    // A cancelled ticket owes no first response that was due after its end.
    ['jira-service-management', 4, 2, 3, 2],
  ])('%s: tickets accepted and open, first responses due and met', async (name, ...expected) => {
    const figure = await figuresOf(name);
    expect(['service.accepted', 'service.open', 'sla.first_response.due', 'sla.first_response.met'].map(figure)).toEqual(expected);
  });

  test('open repair data: repairs by result', async () => {
    const figure = await figuresOf('open-repair');
    expect(['repairs.finished', 'accounting.repairs.loaded', 'accounting.tickets.read'].map(figure)).toEqual([4, 4, 0]);
  });
});
