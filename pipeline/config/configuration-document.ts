import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, type Pair, parseDocument, type YAMLMap } from 'yaml';
import { z } from 'zod';
import { UserError } from '../errors.js';
import { didYouMean } from '../nearest-name.js';

/** A place in a YAML file: names of keys and numbers of list items. */
type Path = readonly PropertyKey[];

interface Source {
  readonly file: string;
  readonly document: Document.Parsed;
  readonly lines: LineCounter;
  readonly schema: z.ZodType;
}

const deepestNesting = 20;

/**
 * Reads a YAML text by a schema of strict objects. Where the schema asks for text, a number or a truth value is taken
 * as written (`001` stays `001`); a setting without a value counts as not given.
 * Throws one UserError with a line for every fault: file, line, key, what was expected; for unknown keys the nearest.
 */
export function parseDocumentBySchema<Schema extends z.ZodType>(text: string, file: string, schema: Schema): z.output<Schema> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const source: Source = { file, document, lines, schema };
  const broken = document.errors.map((error) => `${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`);
  if (broken.length > 0) throw configurationError(broken);
  const result = schema.safeParse(plainOf(document.contents, schema, source, 0) ?? {});
  if (result.success) return result.data;
  throw configurationError(result.error.issues.flatMap((issue) => describeIssue(issue, source)));
}

function configurationError(faults: readonly string[]): UserError {
  return new UserError(`${faults.join('\n')}\nCorrect the configuration and run again.`);
}

/** The value of a node as plain data. */
function plainOf(node: unknown, schema: z.ZodType | undefined, source: Source, depth: number): unknown {
  if (depth > deepestNesting) throw configurationError([`${source.file}: nested more than ${deepestNesting} levels deep`]);
  if (isAlias(node)) return plainOf(node.resolve(source.document), schema, source, depth + 1);
  if (isSeq(node)) return node.items.map((item) => plainOf(item, below(schema, 0), source, depth + 1));
  if (isMap(node)) return Object.fromEntries(settingsOf(node, schema, source, depth));
  if (!isScalar(node)) return null;
  const takesText = optionsOf(schema).some((each) => each instanceof z.ZodString) && node.value !== null && typeof node.value !== 'string';
  return takesText ? node.source : node.value;
}

function settingsOf(map: YAMLMap, schema: z.ZodType | undefined, source: Source, depth: number): [string, unknown][] {
  const hasNamedSettings = bare(schema) instanceof z.ZodObject;
  return map.items
    .map((pair): [string, unknown] => [keyText(pair), plainOf(pair.value, below(schema, keyText(pair)), source, depth + 1)])
    .filter(([, value]) => !(hasNamedSettings && value === null));
}

/** A key as written: `01` and `true` stay what they are. */
function keyText(pair: Pair): string {
  if (!isScalar(pair.key)) return String(pair.key);
  return typeof pair.key.value === 'string' ? pair.key.value : (pair.key.source ?? String(pair.key.value));
}

/** The schema of one entry of an object, record or list. */
function below(schema: z.ZodType | undefined, key: PropertyKey): z.ZodType | undefined {
  const options = optionsOf(schema);
  return options.map((option) => belowOption(option, key)).find((each) => each !== undefined);
}

function belowOption(container: z.ZodType, key: PropertyKey): z.ZodType | undefined {
  if (container instanceof z.ZodObject) return Object.hasOwn(container.shape, key) ? container.shape[String(key)] : undefined;
  if (container instanceof z.ZodRecord) return container.valueType as z.ZodType;
  if (container instanceof z.ZodArray) return container.element as z.ZodType;
  return undefined;
}

/** What a value may be: the options of a union, else the schema itself. */
function optionsOf(schema: z.ZodType | undefined): z.ZodType[] {
  const own = bare(schema);
  if (own instanceof z.ZodUnion) return own.options.flatMap((option) => optionsOf(option as z.ZodType));
  return own ? [own] : [];
}

function bare(schema: z.ZodType | undefined): z.ZodType | undefined {
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isWrapped ? bare(schema.unwrap() as z.ZodType) : schema;
}

function describeIssue(issue: z.core.$ZodIssue, source: Source): string[] {
  if (issue.code !== 'unrecognized_keys') {
    return [`${placeOf(issue.path, source)}: ${pathText(issue.path)}: ${describeFault(issue, valueAt(issue.path, source))}`];
  }
  const container = bare(issue.path.reduce<z.ZodType | undefined>(below, source.schema));
  const known = container instanceof z.ZodObject ? Object.keys(container.shape) : [];
  return issue.keys.map((key) => {
    const path = [...issue.path, key];
    return `${placeOf(path, source)}: ${pathText(path)}: unknown key "${key}"${didYouMean(key, known) || `; known are ${known.join(', ')}`}`;
  });
}

function describeFault(issue: z.core.$ZodIssue, found: string): string {
  if (issue.code === 'invalid_type') return found === 'nothing' ? `is missing` : `expected ${nameOfType(issue.expected)}, found ${found}`;
  if (issue.code === 'invalid_value') return `expected one of ${issue.values.map(String).join(', ')}, found ${found}`;
  return issue.message;
}

function nameOfType(expected: string): string {
  const names: Record<string, string> = {
    string: 'text',
    number: 'a number',
    int: 'a whole number',
    boolean: 'true or false',
    array: 'a list such as [a, b]',
    object: 'settings of the form key: value',
    record: 'settings of the form key: value',
  };
  return names[expected] ?? expected;
}

function valueAt(path: Path, source: Source): string {
  const node = nodeAt(path, source);
  if (isSeq(node)) return 'a list';
  if (isMap(node)) return 'settings of the form key: value';
  if (!isScalar(node) || node.value === null) return 'nothing';
  return typeof node.value === 'string' ? `text "${node.value}"` : String(node.source ?? node.value);
}

/** `file:line` of the key at the path, or of the nearest thing around it that is in the file. */
function placeOf(path: Path, source: Source): string {
  const last = path.at(-1);
  if (last === undefined) return `${source.file}:1`;
  const parent = nodeAt(path.slice(0, -1), source);
  const node = isMap(parent) ? parent.items.find((pair) => keyText(pair) === last)?.key : nodeAt(path, source);
  const offset = isNodeWithRange(node) ? node.range[0] : undefined;
  return offset === undefined ? placeOf(path.slice(0, -1), source) : `${source.file}:${source.lines.linePos(offset).line}`;
}

function isNodeWithRange(node: unknown): node is Node & { range: [number, number, number] } {
  return typeof node === 'object' && node !== null && 'range' in node && Array.isArray(node.range);
}

function nodeAt(path: Path, source: Source): unknown {
  return path.reduce<unknown>((node, key) => {
    const container = isAlias(node) ? node.resolve(source.document) : node;
    if (isSeq(container)) return container.items[Number(key)];
    return isMap(container) ? container.items.find((pair) => keyText(pair) === key)?.value : undefined;
  }, source.document.contents);
}

function pathText(path: Path): string {
  if (path.length === 0) return 'the file';
  return path.map((key, index) => (typeof key === 'number' ? `[${key + 1}]` : `${index > 0 ? '.' : ''}${String(key)}`)).join('');
}
