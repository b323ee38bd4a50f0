import { printableJson } from '../printable.js';
import type { CheckedExports } from '../validate-exports.js';
import { type FindingOptions, findingsOf } from './findings.js';
import { githubAnnotations } from './github-annotations.js';
import { junitReport } from './junit-report.js';
import { sarifReport } from './sarif-report.js';
import { validationLines } from './validation-lines.js';

export type ReportFormat = 'text' | 'json' | 'junit' | 'sarif' | 'github';

/** What `validate` prints in the format asked for, line by line. */
export async function validationReport(format: ReportFormat, checked: CheckedExports, options: FindingOptions): Promise<readonly string[]> {
  switch (format) {
    case 'text':
      return validationLines(checked.validation);
    case 'json':
      return [printableJson(checked.validation)];
    case 'junit':
      return [junitReport(await findingsOf(checked, options))];
    case 'sarif':
      return [printableJson(sarifReport(await findingsOf(checked, options)))];
    case 'github':
      return githubAnnotations(await findingsOf(checked, options));
  }
}
