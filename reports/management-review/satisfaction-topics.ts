import { type Column, renderFigure, renderTable } from '../frame.js';
import { type Html, html, joined } from '../html.js';
import { cellId, dataText, type Page } from '../page.js';
import type { TopicRow } from './report-tables.js';

const topics = 'comment_topics_by_topic';

/** What the comments speak of, by the keywords of the configuration, with the newest as examples. */
export function renderTopics(page: Page): Html {
  const rows = page.data.tables[topics] ?? [];
  const [most] = rows;
  if (most === undefined) return html`<p class="missing"><span aria-hidden="true">○</span> ${page.t('topics.none')}</p>\n`;
  const columns: Column[] = [
    { head: page.t('topics.topic') },
    { head: page.t('topics.comments'), kind: 'number' },
    { head: page.t('topics.low_scored'), kind: 'number' },
    { head: page.t('topics.examples'), kind: 'prose' },
  ];
  return renderFigure({
    anchor: 'satisfaction-topics',
    title: page.t('topics.finding', {
      topic: dataText(most.topic),
      comments: count(page, most, 'comments'),
      commented: count(page, most, 'commented'),
    }),
    note: page.t('topics.note'),
    body: renderTable(page.say('topics.table'), columns, [{ rows: rows.map((row) => ({ cells: topicCells(page, row) })) }]),
  });
}

function topicCells(page: Page, row: TopicRow): Html[] {
  const quotes = [...new Set(row.examples)].map((example) => html`${page.say('quote.open')}${dataText(example)}${page.say('quote.close')}`);
  return [
    dataText(row.topic),
    count(page, row, 'comments'),
    count(page, row, 'low_scored'),
    quotes.length === 0 ? html`<span class="none">—</span>` : joined(quotes, ' '),
  ];
}

function count(page: Page, row: TopicRow, column: 'comments' | 'low_scored' | 'commented'): Html {
  return page.number(cellId(topics, { topic: row.topic }, column), row[column], 'count');
}
