import { type Column, renderFigure, renderTable } from '../frame.js';
import { type Html, html, joined } from '../html.js';
import type { Page } from '../page.js';

/** The inputs a management review must take, by the edition named, and the sections of the page that bring them. */
const edition = 'ISO 9001:2015 (GB/T 19001-2016) 9.3.2';

const clauses = [
  { clause: 'a', sections: ['actions'] },
  { clause: 'b', sections: [] },
  { clause: 'c1', sections: ['satisfaction', 'complaints'] },
  { clause: 'c2', sections: ['sla'] },
  { clause: 'c3', sections: ['sla', 'service', 'quality'] },
  { clause: 'c4', sections: ['defects', 'actions'] },
  { clause: 'c5', sections: ['quality', 'data'] },
  { clause: 'c6', sections: [] },
  { clause: 'c7', sections: ['suppliers'] },
  { clause: 'd', sections: ['resources'] },
  { clause: 'e', sections: ['actions'] },
  { clause: 'f', sections: ['quality', 'decisions'] },
] as const;

/** Which section answers which clause; what no export holds is for the meeting to bring. */
export function renderClauses(page: Page): Html {
  const columns: Column[] = [
    { head: page.t('clauses.clause') },
    { head: page.t('clauses.input'), kind: 'prose' },
    { head: page.t('clauses.where') },
  ];
  const rows = clauses.map(({ clause, sections }) => ({
    cells: [
      `9.3.2 ${clause}`,
      page.t(`clauses.${clause}`),
      sections.length === 0 ? html`<span class="noted">${page.t('clauses.none')}</span>` : links(page, sections),
    ],
  }));
  return renderFigure({
    anchor: 'decisions-clauses',
    title: page.t('clauses.title', { edition }),
    note: page.t('clauses.note'),
    body: renderTable(page.say('clauses.table'), columns, [{ rows }]),
  });
}

type Anchor = (typeof clauses)[number]['sections'][number];

function links(page: Page, sections: readonly Anchor[]): Html {
  return joined(
    sections.map((section) => html`<a href="#${section}">${page.t(`${section}.title`)}</a>`),
    page.say('list.items'),
  );
}
