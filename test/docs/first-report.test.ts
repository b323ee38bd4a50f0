import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { mapFile } from '../../pipeline/propose/map-file.js';
import { proposalLines } from '../../pipeline/propose/proposal-lines.js';
import { runPeriod } from '../../pipeline/run-period.js';
import { quietEffects, temporaryFolder } from '../run/example.js';

// "Exports of another system" of README.md, step by step; its commands run in test/slow/documented-commands.slow.test.ts.
test.each(['zendesk', 'freshdesk'])('tickets of %s alone and what map prints make a report', async (system) => {
  const [exports, out] = [temporaryFolder(), temporaryFolder()];
  mkdirSync(join(exports, system));
  const file = join(exports, system, 'export-2026-10.csv');
  copyFileSync(join(packageRoot, 'fixtures', 'presets', system, 'tickets_202610.csv'), file);
  writeFileSync(join(exports, 'fieldreview.yaml'), proposalLines(await mapFile({ file }, quietEffects)).join('\n'));
  const { accounting } = await runPeriod({ period: '2026-10', inputs: [exports], out, locale: 'en' }, quietEffects);
  expect(accounting.find(({ dataset }) => dataset === 'tickets')?.loaded).toBeGreaterThan(2);
  const page = readFileSync(join(out, '2026-10', 'index.html'), 'utf8');
  expect(page).toContain('missing exports events, repairs, revisits, lots, feedback, complaints, actions, samples, followups');
});
