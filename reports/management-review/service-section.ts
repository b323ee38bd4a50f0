import type { Section } from '../frame.js';
import { html } from '../html.js';
import type { Page } from '../page.js';
import { renderCompletionCurves } from './completion-curves.js';
import { type Block, isFilled, renderBlock } from './figure-block.js';
import { renderPareto } from './pareto.js';
import { renderScopePanel } from './scopes.js';
import { renderTeams } from './team-table.js';
import { renderFlow } from './ticket-flow.js';

const anchor = 'service';

const tickets: Block = {
  key: 'service',
  anchor: 'service-service',
  datasets: ['tickets'],
  figures: ['accepted', 'completed', 'cancelled', 'reopened', 'open', 'open_age.over_30', 'resolution_rate', 'median_hours', 'p90_hours'],
};

const repairs: Block = {
  key: 'repairs',
  anchor: 'service-repairs',
  datasets: ['repairs'],
  figures: ['finished', 'confirmed_faults', 'first_time_fix_rate', 'repeat_repair_rate', 'no_fault_found_rate', 'out_of_box_rate'],
  optional: ['cost_in_warranty', 'cost_out_of_warranty', 'cost_warranty_unknown'],
};

const samples: Block = {
  key: 'samples',
  anchor: 'service-samples',
  datasets: ['samples'],
  figures: ['received', 'in_hand', 'untested'],
};

/** Tickets that came and went, how long they took, repairs and the sample ledger (domain.md § 6). */
export async function renderService(page: Page): Promise<Section> {
  const blocks = [tickets, repairs, samples];
  const [ticketBlock, repairBlock, sampleBlock] = [
    await renderBlock(page, tickets),
    await renderBlock(page, repairs),
    await renderBlock(page, samples),
  ];
  const hasTickets = isFilled(page, tickets);
  const flow = hasTickets ? await renderFlow(page) : null;
  const curves = hasTickets ? await renderCompletionCurves(page) : null;
  const frequencies = await renderPareto(page, ['category', 'channel']);
  const body = html`${renderScopePanel(page, 'service')}<div class="columns">${flow}${ticketBlock}${sampleBlock}${curves}${repairBlock}</div>${renderTeams(page)}${frequencies}`;
  return { anchor, title: page.t('service.title'), state: blocks.some((block) => isFilled(page, block)) ? 'calm' : 'no_data', body };
}
