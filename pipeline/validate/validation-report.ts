import { type CheckedExports, validationLines } from '../validate-exports.js';
import { type FindingOptions, findingsOf } from './findings.js';
import { githubAnnotations } from './github-annotations.js';
import { junitReport } from './junit-report.js';
import { sarifReport } from './sarif-report.js';

export type ReportFormat = 'text' | 'json' | 'junit' | 'sarif' | 'github';

/** What `validate` prints in the format asked for, line by line. */
export async function validationReport(format: ReportFormat, checked: CheckedExports, options: FindingOptions): Promise<readonly string[]> {
  switch (format) {
    case 'text':
      return validationLines(checked.validation);
    case 'json':
      return [JSON.stringify(checked.validation, null, 2)];
    case 'junit':
      return [junitReport(await findingsOf(checked, options))];
    case 'sarif':
      return [JSON.stringify(sarifReport(await findingsOf(checked, options)), null, 2)];
    case 'github':
      return githubAnnotations(await findingsOf(checked, options));
  }
}
