import type { Configuration } from '../config/configuration.js';
import type { DateOrder, Mapping } from '../config/mapping.js';
import { mappingSchema } from '../config/mapping-schema.js';
import { presetNames } from '../config/presets.js';
import { settleMapping } from '../config/settle-mapping.js';
import { acceptedWords, foldedWord } from '../contracts/accepted-words.js';
import type { Column, Contract } from '../contracts/contract.js';
import { contractOf, contracts } from '../contracts/index.js';
import { isNullToken } from '../ingest/cell-values.js';
import { datasetByName, matchHeaders } from '../ingest/headers.js';
import { scrubText } from '../ingest/personal-data.js';
import { sourcePositions } from '../ingest/source-headers.js';
import { headerSearchRows } from '../ingest/table-head.js';
import { cellFit, findDateOrder } from './cell-fit.js';
import { type HeaderKnowledge, headerKnowledge, likelyValues } from './known-headers.js';
import type { SampledTable } from './sampled-tables.js';

/** A column of the contract and the source it is proposed to come from. */
export interface ProposedColumn {
  readonly column: string;
  readonly source: string;
  readonly confidence: HeaderKnowledge;
}

/** What is proposed for one table of a file. */
export interface Proposal {
  readonly sheet: string;
  readonly dataset: string;
  readonly preset: string | null;
  /** As users write it. */
  readonly mapping: Readonly<Record<string, unknown>>;
  readonly settled: Mapping;
  readonly columns: readonly ProposedColumn[];
  /** Required columns nothing was found for. */
  readonly missing: readonly string[];
  readonly unmapped: readonly string[];
  /** Words without a meaning, by column, most frequent first. */
  readonly unknown_words: Readonly<Record<string, readonly string[]>>;
  /** The times may be meant day first or month first. */
  readonly is_date_order_unclear: boolean;
}

export interface ProposalRequest {
  readonly files: string;
  readonly baseName: string;
  readonly configuration: Configuration;
  readonly dataset?: string;
  /** Whether the mapping has to name its sheet. */
  readonly namesSheet: boolean;
}

/** A row that may be the header, with the cells below it. */
interface Candidate {
  readonly headers: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** Share of a preset's columns whose headers are there, from which on it is proposed. */
const leastPresetFit = 0.6;

/** Proposes a mapping for a table; undefined when no row of it looks like a header of a known dataset. */
export function proposeMapping(table: SampledTable, request: ProposalRequest): Proposal | undefined {
  const candidates = table.readings.flatMap((rows) =>
    rows.slice(0, headerSearchRows).flatMap((headers, index): Candidate[] => {
      const filled = headers.filter((header) => header.trim() !== '').length;
      return filled < 2 ? [] : [{ headers, rows: rows.slice(index + 1) }];
    }),
  );
  return presetProposal(table, candidates, request) ?? freeProposal(table, candidates, request);
}

function presetProposal(table: SampledTable, candidates: readonly Candidate[], request: ProposalRequest): Proposal | undefined {
  const fits = candidates.flatMap((candidate) =>
    presetNames().flatMap((preset) => {
      const mapping = settled({ files: request.files, preset });
      if (request.dataset !== undefined && mapping.dataset !== request.dataset) return [];
      const match = matchHeaders(contractOf(mapping.dataset), candidate.headers, { aliases: {}, mapping });
      const wanted = Object.keys(mapping.columns).length + Object.keys(mapping.computed ?? {}).length;
      const fit = 1 - match.absent.length / wanted;
      return match.missing.length === 0 && fit >= leastPresetFit ? [{ candidate, preset, mapping, fit }] : [];
    }),
  );
  const [best] = fits.sort((left, right) => right.fit - left.fit);
  if (!best) return undefined;
  const { candidate, preset, mapping } = best;
  const columns = Object.entries(mapping.columns).flatMap(([column, names]): ProposedColumn[] => {
    const source = [names].flat().find((name) => sourcePositions(candidate.headers, name).length > 0);
    return source === undefined ? [] : [{ column, source, confidence: 'sure' }];
  });
  return finished(table, candidate, { ...request, preset, columns, base: mapping, constants: {} });
}

function freeProposal(table: SampledTable, candidates: readonly Candidate[], request: ProposalRequest): Proposal | undefined {
  const named = request.dataset === undefined ? datasetByName(request.baseName) : contractOf(request.dataset);
  const possible = named ? [named] : contracts;
  const ranked = candidates
    .flatMap((candidate) => possible.map((contract) => ({ candidate, contract, ...placeColumns(candidate, contract, request) })))
    .filter(({ columns }) => columns.length > 0)
    .sort((left, right) => left.missing.length - right.missing.length || right.weight - left.weight);
  const [best] = ranked;
  if (!best) return undefined;
  const base = settled({ files: request.files, dataset: best.contract.dataset });
  const constants = Object.fromEntries(Object.entries(standIns).filter(([column]) => best.missing.includes(column)));
  return finished(table, best.candidate, { ...request, preset: undefined, columns: best.columns, base, constants });
}

/** Values of required columns other systems often lack. */
const standIns: Readonly<Record<string, string>> = { category: 'other', fault_code: 'UNKNOWN' };
const weights: Readonly<Record<HeaderKnowledge, number>> = { sure: 4, likely: 3, guess: 1 };
/** Share of cells a column has to understand for its header to be taken for it. */
const leastCellFit = 0.5;

/** Gives each header to at most one column, the surest first. */
function placeColumns(
  { headers, rows }: Candidate,
  contract: Contract,
  { configuration }: ProposalRequest,
): { columns: ProposedColumn[]; missing: string[]; weight: number } {
  const knows = headerKnowledge(contract, configuration.columns);
  const pairs = contract.columns.flatMap((column) =>
    headers.flatMap((header, position) => {
      const confidence = knows(column, header);
      return confidence === undefined ? [] : [{ column, header, position, confidence }];
    }),
  );
  const taken = new Map<string, ProposedColumn & { position: number }>();
  for (const { column, header, position, confidence } of pairs.sort(
    (left, right) => weights[right.confidence] - weights[left.confidence],
  )) {
    const isTaken = taken.has(column.name) || [...taken.values()].some((each) => each.position === position);
    const fit = isTaken ? null : fitOf(column, rows, position, configuration);
    const isUnfit = fit !== null && fit < leastCellFit && confidence !== 'sure';
    if (!isTaken && !isUnfit)
      taken.set(column.name, { column: column.name, source: sourceName(headers, header, position), confidence, position });
  }
  const columns = contract.columns.flatMap(({ name }) => taken.get(name) ?? []).map(({ position: _position, ...column }) => column);
  const missing = contract.columns.filter(({ name, required }) => required && !taken.has(name)).map(({ name }) => name);
  return { columns, missing, weight: columns.reduce((sum, { confidence }) => sum + weights[confidence], 0) };
}

/** Words can be translated, so how a cell of words reads says nothing yet. */
function fitOf(column: Column, rows: Candidate['rows'], position: number, { timezone, enums }: Configuration): number | null {
  if (column.kind === 'enum' || column.kind === 'boolean') return null;
  return cellFit(column, cellsOf(rows, position), { zone: timezone, enums });
}

function cellsOf(rows: Candidate['rows'], position: number | undefined): string[] {
  return position === undefined ? [] : rows.flatMap((row) => row[position] ?? []);
}

/** The header, numbered where it is not the first of its name. */
function sourceName(headers: readonly string[], header: string, position: number): string {
  const number = headers.slice(0, position + 1).filter((each) => each === header).length;
  return number > 1 ? `${header}[${number}]` : header;
}

interface Draft extends ProposalRequest {
  readonly preset: string | undefined;
  readonly columns: readonly ProposedColumn[];
  /** The preset settled, or a mapping with nothing but its dataset. */
  readonly base: Mapping;
  readonly constants: Readonly<Record<string, string>>;
}

/** Adds what the cells say: order of dates, meanings of words, what is left over. */
function finished(table: SampledTable, candidate: Candidate, draft: Draft): Proposal {
  const { base, preset, columns, constants, configuration } = draft;
  const contract = contractOf(base.dataset);
  const { order, isUnclear } = dateOrderOf(candidate, contract, draft);
  const { values, unknown } = translatedWords(candidate, contract, draft);
  const mapping = {
    ...(preset === undefined ? { files: draft.files, dataset: base.dataset } : { preset, files: draft.files }),
    ...(draft.namesSheet ? { sheet: table.sheet } : {}),
    ...(order === undefined || order === base.date_order ? {} : { date_order: order }),
    ...(preset === undefined ? { columns: Object.fromEntries(columns.map(({ column, source }) => [column, source])) } : {}),
    ...(Object.keys(values).length > 0 ? { values } : {}),
    ...(Object.keys(constants).length > 0 ? { constants } : {}),
  };
  const whole = settled(mapping);
  const match = matchHeaders(contract, candidate.headers, { aliases: configuration.columns, mapping: whole });
  return {
    sheet: table.sheet,
    dataset: base.dataset,
    preset: preset ?? null,
    mapping,
    settled: whole,
    columns,
    missing: match.missing,
    unmapped: [...match.unknown, ...match.repeated],
    unknown_words: unknown,
    is_date_order_unclear: isUnclear,
  };
}

function dateOrderOf({ headers, rows }: Candidate, contract: Contract, draft: Draft): { order?: DateOrder; isUnclear: boolean } {
  const times = contract.columns.filter(({ kind }) => kind === 'time' || kind === 'date').map(({ name }) => name);
  const sources = draft.columns.filter(({ column }) => times.includes(column)).map(({ source }) => source);
  const cells = sources.flatMap((source) => cellsOf(rows, sourcePositions(headers, source)[0]));
  if (draft.base.date_order !== undefined) return { order: draft.base.date_order, isUnclear: false };
  return findDateOrder(cells, draft.configuration.timezone);
}

/** Words of enumerations that need a translation: those other systems use are translated, the rest is named. */
function translatedWords(
  { headers, rows }: Candidate,
  contract: Contract,
  { columns, base, configuration }: Draft,
): { values: Record<string, Record<string, string>>; unknown: Record<string, string[]> } {
  const values: Record<string, Record<string, string>> = {};
  const unknown: Record<string, string[]> = {};
  for (const { column, source } of columns) {
    const definition = contract.columns.find(({ name }) => name === column);
    if (definition?.kind !== 'enum' && definition?.kind !== 'boolean') continue;
    const accepted = acceptedWords(definition, configuration.enums);
    const translated = new Set([...Object.keys(base.values[column] ?? {}).map(foldedWord), ...passedOver(source, base)]);
    const likely = likelyValues(contract.dataset, column);
    const words = frequentWords(cellsOf(rows, sourcePositions(headers, source)[0]));
    for (const word of words.filter((each) => !accepted.has(foldedWord(each)) && !translated.has(foldedWord(each)))) {
      const meaning = likely.get(foldedWord(word));
      if (meaning !== undefined) values[column] = { ...values[column], [word]: meaning };
      else unknown[column] = [...(unknown[column] ?? []), scrubText(word)];
    }
  }
  return { values, unknown };
}

/** Words that need no translation: they mean nothing, or their rows are left out. */
function passedOver(source: string, { null_tokens, filters = [] }: Mapping): string[] {
  const left = filters.filter(({ column }) => column === source).flatMap(({ not_in = [] }) => not_in);
  return [...null_tokens, ...left].map(foldedWord);
}

/** The distinct filled cells, most frequent first. */
function frequentWords(cells: readonly string[]): string[] {
  const counts = new Map<string, number>();
  for (const word of cells.map((cell) => cell.trim()).filter((cell) => !isNullToken(cell))) counts.set(word, (counts.get(word) ?? 0) + 1);
  return [...counts].sort(([, left], [, right]) => right - left).map(([word]) => word);
}

function settled(written: object): Mapping {
  return settleMapping(mappingSchema.parse(written));
}
