import { expect, test } from 'vitest';
import { absentSources, sourcePositions } from '../../pipeline/ingest/source-headers.js';

const headers = ['Issue key', 'Comment', 'Custom field (Severity)', 'Comment', 'Custom field (Cause)', '金额(元)', '', 'Weight [2]'];

test.each([
  ['Comment', [1, 3]],
  ['comment [2]', [3]],
  ['Comment[3]', []],
  ['Custom field (Cause)', [4]],
  ['Custom field (Colour)', []],
  ['Issue key (old)', [0]],
  ['金额', [5]],
  ['Weight [2]', [7]],
  ['', []],
])('%s stands at %j', (header, positions) => {
  expect(sourcePositions(headers, header)).toEqual(positions);
});

test('sources the header row lacks are named by their column', () => {
  const mapping = {
    files: '*',
    dataset: 'tickets',
    columns: { ticket_id: 'Issue key', owner: ['Assignee', 'Owner'] },
    values: {},
    constants: {},
    null_tokens: [],
    computed: { issue: { last_of: ['Comment', 'Note'] }, accepted_at: { join: ['Day', 'Comment'] } },
  };
  expect(absentSources(mapping, headers)).toEqual(['owner: Assignee / Owner', 'accepted_at: Day / Comment']);
});
