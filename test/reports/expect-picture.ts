import { join } from 'node:path';
import { expect } from 'vitest';
import { packageRoot } from '../../pipeline/package-root.js';
import { type ChartRow, type ChartSpec, loadCharts } from '../../reports/theme/charts.js';

const draw = await loadCharts();

/** Compares with test/reports/expected/<name>.svg; look at the picture before accepting a new one. */
export async function expectPicture(name: string, spec: ChartSpec, rows: readonly ChartRow[]): Promise<void> {
  const [drawing] = await draw(spec, [{ id: name, rows, label: name }]);
  const picture = (drawing?.markup ?? '').replace('<svg ', '<svg xmlns="http://www.w3.org/2000/svg" ').replaceAll('><', '>\n<');
  await expect(`${picture}\n`).toMatchFileSnapshot(join(packageRoot, 'test', 'reports', 'expected', `${name}.svg`));
}
