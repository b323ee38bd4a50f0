import type { Section } from '../frame.js';
import { type Html, html } from '../html.js';
import { messages } from '../locales/index.js';
import { Page } from '../page.js';
import { loadCharts } from '../theme/charts.js';
import { renderDocument } from '../theme/document.js';
import { formatPeriod, type Locale } from '../theme/formats.js';
import { renderActions } from './actions-section.js';
import { renderComplaints } from './complaints-section.js';
import { renderContents, renderRail } from './contents.js';
import { renderData } from './data-section.js';
import { renderDecisions } from './decisions-section.js';
import { renderDefects } from './defects-section.js';
import { renderFactSheets } from './fact-sheets.js';
import { renderHeader } from './header.js';
import { planHeadlines, renderHeadlines } from './headlines.js';
import { renderQuality } from './quality-section.js';
import type { ReportData } from './report-data.js';
import { renderResources } from './resources-section.js';
import { renderRestatements } from './restatements-section.js';
import { renderSatisfaction } from './satisfaction-section.js';
import { scopeData } from './scopes.js';
import { renderService } from './service-section.js';
import { renderSla } from './sla-section.js';
import { renderSuppliersSection } from './suppliers-section.js';
import { renderTiles } from './tiles.js';

/** The management-review report: one self-contained HTML file without scripts. Same data and locale, same bytes. */
export async function renderReport(data: ReportData, locale: Locale): Promise<string> {
  const page = new Page(data, locale, await loadCharts());
  const first = html`${renderHeader(page)}`;
  const tiles = await renderTiles(page);
  const headlines = planHeadlines(page);
  const sections = await renderSections(page);
  const body = html`${first}<main>
${renderHeadlines(page, headlines, sections)}${tiles}${renderContents(page, sections)}${sections.map(renderSection)}</main>
${renderRail(page, sections)}`;
  const period = formatPeriod(data.header.period, locale);
  return renderDocument({
    locale,
    title: [page.say('report.title', { period }), data.header.company].filter(Boolean).join(' · '),
    running: [
      data.header.company,
      page.say('report.title', { period }),
      page.say(`state.${data.header.provisional ? 'provisional' : 'final'}`),
    ],
    pages: messages[locale]['print.pages'],
    body,
    words: scriptWords(page),
    data: { scopes: scopeData(page) },
  });
}

/** In reading order; the data section last, because it defines the figures the others printed. */
async function renderSections(page: Page): Promise<Section[]> {
  const sections = [
    await renderActions(page),
    await renderDefects(page),
    await renderComplaints(page),
    await renderSla(page),
    await renderSatisfaction(page),
    await renderService(page),
    await renderQuality(page),
    renderSuppliersSection(page),
    renderResources(page),
    renderRestatements(page),
    renderDecisions(page),
    await renderFactSheets(page),
  ];
  return [...sections, renderData(page)];
}

function renderSection(section: Section, index: number): Html {
  return html`<section id="${section.anchor}" class="part">
<h2><span class="no">${index + 1}</span> ${section.title}</h2>
${section.body}</section>
`;
}

/** What the scripts of reports/script say; they fill in the counts. */
function scriptWords({ data, locale }: Page): Record<string, string> {
  const words = messages[locale];
  return {
    period: data.header.period,
    card: words['card.title'],
    copy_id: words['card.copy_id'],
    copy_command: words['card.copy_command'],
    copied: words['card.copied'],
    filter: words['table.filter'],
    found: words['table.found'],
    show_all: words['table.show_all'],
    scope_label: words['scope.label'],
    scope_all: words['scope.all'],
    scope_hint: words['scope.hint'],
    scope_shown: words['scope.shown'],
    scope_whole: words['scope.whole_shown'],
    scope_nothing: words['scope.nothing'],
    drawing: words['mark.drawing'],
  };
}
