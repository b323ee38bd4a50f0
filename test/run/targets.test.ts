import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runPeriod } from '../../pipeline/run-period.js';
import { quietEffects, readFigures, temporaryFolder } from './example.js';

test('a run names the figures out of target that the page marks: none on few counts, and none for want of an export', async () => {
  const [input, out] = [temporaryFolder(), temporaryFolder()];
  const tickets = Array.from({ length: 12 }, (_unused, index) => `T${index},质量问题,2026-08-03 09:00,2026-08-04 09:00`);
  writeFileSync(join(input, '工单.csv'), `${['工单编号,问题类型,受理时间,实际完成时间', ...tickets].join('\n')}\n`);
  const repairs = ['R1,E1,SN1,2026-07-10', 'R2,E1,SN1,2026-07-20', 'R3,E1,SN2,2026-07-21'];
  writeFileSync(join(input, '维修记录.csv'), `${['维修编号,故障代码,序列号,维修完成时间', ...repairs].join('\n')}\n`);
  const targets = ['sla.first_response.compliance: 0.9', 'sla.revisit.compliance: 0.9', 'satisfaction.coverage: 0.9'];
  writeFileSync(join(input, 'fieldreview.yaml'), `report: { targets: { ${[...targets, 'repairs.repeat_repair_rate: 0'].join(', ')} } }\n`);
  const summary = await runPeriod({ period: '2026-08', inputs: [input], out, locale: 'zh-CN' }, quietEffects);
  const value = (id: string) => readFigures(out, '2026-08').figures.find((figure) => figure.id === id)?.value;
  expect([value('sla.revisit.compliance'), value('satisfaction.coverage')]).toEqual([0, 0]);
  expect(value('repairs.repeat_repair_rate')).toBeGreaterThan(0);
  expect(summary.out_of_target.map(({ id }) => id)).toEqual(['sla.first_response.compliance']);
});
