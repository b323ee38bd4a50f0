import { productVersion } from '../product.js';
import { findingKinds, isRejectionCode } from './finding-kinds.js';
import type { Finding, Findings } from './findings.js';
import { inertText } from './inert-text.js';

/** Results that the largest code hosts show of one run; what is beyond is counted in a notification. */
const mostResults = 5000;

/** A SARIF 2.1.0 log of one run, as an object: the kinds of findings are its rules. */
export function sarifReport({ validation, listed, unlisted }: Findings): object {
  const kinds = Object.keys(findingKinds);
  const results = listed.slice(0, mostResults);
  const left = unlisted + listed.length - results.length;
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'fieldreview', version: productVersion, semanticVersion: productVersion, rules: rules() } },
        columnKind: 'utf16CodeUnits',
        invocations: [
          {
            executionSuccessful: true,
            exitCode: validation.valid ? 0 : 3,
            ...(left === 0
              ? {}
              : {
                  toolExecutionNotifications: [{ level: 'warning', message: { text: `${left} more finding(s) are counted, not listed.` } }],
                }),
          },
        ],
        results: results.map((finding) => resultOf(finding, kinds.indexOf(finding.kind))),
      },
    ],
  };
}

function rules(): object[] {
  return Object.entries(findingKinds).map(([id, { meaning, remedy }]) => ({
    id,
    shortDescription: { text: meaning },
    fullDescription: { text: meaning },
    help: { text: remedy },
    defaultConfiguration: { level: isRejectionCode(id) || id === 'bad_file' ? 'error' : 'warning' },
  }));
}

function resultOf({ kind, level, path, sheet, line, column, message }: Finding, ruleIndex: number): object {
  const region = line === null ? {} : { region: { startLine: line, ...(column === null ? {} : { startColumn: column }) } };
  return {
    ruleId: kind,
    ruleIndex,
    level,
    message: { text: asPlainText(message) },
    locations: [
      {
        physicalLocation: { artifactLocation: { uri: relativeUri(path) }, ...region },
        ...(sheet === '' ? {} : { logicalLocations: [{ name: sheet, kind: 'sheet' }] }),
      },
    ],
  };
}

/** In a message `[text](place)` is a link and `{0}` a placeholder (SARIF 2.1.0 § 3.11.5, 3.11.6); text of the data is neither. */
function asPlainText(message: string): string {
  return inertText(message)
    .replace(/[\\[\]]/g, '\\$&')
    .replace(/[{}]/g, '$&$&');
}

/** A path as a relative reference: every part is escaped, so that none is taken for a scheme or a query (RFC 3986 § 4.2). */
function relativeUri(path: string): string {
  return path
    .split('/')
    .map((part) => encodeURIComponent(inertText(part)))
    .join('/');
}
