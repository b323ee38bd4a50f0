import { contracts } from '../../pipeline/contracts/index.js';
import { type Html, html, joined } from '../html.js';
import type { Page } from '../page.js';

/** The rows read of each dataset, of the whole of ReportData. */
export interface ReadDatasets {
  readonly accounting: { readonly datasets: readonly { readonly dataset: string; readonly read: number }[] };
}

/** Says plainly that there is no data, and which export would bring it; a section never disappears. */
export function renderMissing(page: Page, datasets: readonly string[]): Html {
  const absent = datasets.filter((dataset) => !isRead(page.data, dataset));
  const listed = joined(
    (absent.length > 0 ? absent : datasets).map((dataset) => datasetName(page, dataset)),
    page.say('list.items'),
  );
  return html`<p class="missing"><span aria-hidden="true">—</span> ${page.t(absent.length > 0 ? 'missing.export' : 'missing.rows', { datasets: listed })}</p>
`;
}

/** `revisits` with the Chinese words that a file name carries. */
export function datasetName(page: Page, dataset: string): Html {
  const contract = contracts.find((candidate) => candidate.dataset === dataset);
  const words = contract?.fileNames.join(' / ') ?? '';
  return html`<code>${dataset}</code>${page.say('bracket.open')}<span lang="zh-CN">${words}</span>${page.say('bracket.close')}`;
}

/** Whether any file of the dataset brought rows. */
export function isRead(data: ReadDatasets, dataset: string): boolean {
  return data.accounting.datasets.some((row) => row.dataset === dataset && row.read > 0);
}
