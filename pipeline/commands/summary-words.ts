import { sentencesZhCn } from '../../reports/locales/messages-zh-cn.js';
import { termsZhCn } from '../../reports/locales/terms-zh-cn.js';
import { formatNumber, type Locale } from '../../reports/theme/formats.js';
import type { MissedTarget } from '../publish/missed-targets.js';
import type { RestatedPeriod } from '../publish/restatement-table.js';
import type { DatasetAccount } from '../run-summary.js';

/** The words of the page, where it says the same. */
const zhCn = { ...sentencesZhCn, ...termsZhCn };

/** What the closing summary of a run says; reasons and findings come as they are. */
export interface SummaryWords {
  readonly account: (account: DatasetAccount) => string;
  readonly unchangedFiles: (files: number) => string;
  readonly filtered: (mapping: string, rows: number) => string;
  /** `more`: files beyond those named. */
  readonly exactPath: (files: readonly string[], more: number) => string;
  readonly notLoaded: (place: string, reason: string) => string;
  readonly badFile: (path: string, reason: string) => string;
  readonly ignored: (path: string) => string;
  readonly noExport: (input: string) => string;
  readonly restated: (restated: RestatedPeriod) => string;
  readonly missed: (missed: MissedTarget) => string;
  readonly moreFindings: (findings: number) => string;
  readonly report: (path: string) => string;
  readonly unchanged: (path: string) => string;
  readonly pdf: (path: string) => string;
  readonly noPdf: (problem: string) => string;
}

export const summaryWords: Readonly<Record<Locale, SummaryWords>> = {
  en: {
    account: ({ dataset, read, loaded, rejected, duplicate, superseded }) =>
      `${dataset}: ${read} rows read = ${loaded} loaded + ${rejected} rejected + ${duplicate} duplicate + ${superseded} superseded`,
    unchangedFiles: (files) => `${files} file(s) unchanged, not read again`,
    filtered: (mapping, rows) => `left out by the filters of the mapping of ${mapping}: ${rows} row(s), not among those read`,
    exactPath: (files, more) =>
      `read record by record, for irregular lines, quotes or line breaks inside cells: ${files.join(', ')}${more > 0 ? ` and ${more} more` : ''}`,
    notLoaded: (place, reason) => `not loaded: ${place}: ${reason}`,
    badFile: (path, reason) => `bad file, not loaded: ${path}: ${reason}`,
    ignored: (path) => `not an export, ignored: ${path}`,
    noExport: (input) => `no export in: ${input}`,
    restated: ({ period, figures, overall }) =>
      `restated: ${period}: ${figures} figure(s) moved since published, ${overall} of them not by dimension`,
    missed: (missed) => `out of target: ${missed.id} ${shown(missed, 'en').value}, target ${shown(missed, 'en').target}`,
    moreFindings: (findings) => `actions.xlsx: ${findings} more, see the report`,
    report: (path) => `Report: ${path}`,
    unchanged: (path) => `unchanged; report at ${path}`,
    pdf: (path) => `PDF: ${path}`,
    noPdf: (problem) => `no PDF: ${problem}`,
  },
  'zh-CN': {
    account: ({ dataset, read, loaded, rejected, duplicate, superseded }) =>
      `${datasetInChinese(dataset)}：${zhCn['data.read']} ${read} 行 = ${zhCn['data.loaded']} ${loaded} + ${zhCn['data.rejected']} ${rejected} + ${zhCn['data.duplicate']} ${duplicate} + ${zhCn['data.superseded']} ${superseded}`,
    unchangedFiles: (files) => `${files} 个文件没有变化，未重新读取`,
    filtered: (mapping, rows) => `按 ${mapping} 的映射筛除：${rows} 行，不计入读入`,
    exactPath: (files, more) => `逐条读取（行不规则、引号或单元格内换行）：${files.join('、')}${more > 0 ? `，另有 ${more} 个文件` : ''}`,
    notLoaded: (place, reason) => `未载入：${place}：${reason}`,
    badFile: (path, reason) => `文件有问题，未载入：${path}：${reason}`,
    ignored: (path) => `不是导出文件，已忽略：${path}`,
    noExport: (input) => `没有导出文件：${input}`,
    restated: ({ period, figures, overall }) => `更正：${period}：发布后有 ${figures} 个数字变动，其中 ${overall} 个不分维度`,
    missed: (missed) => `未达目标：${missed.id} ${shown(missed, 'zh-CN').value}，目标 ${shown(missed, 'zh-CN').target}`,
    moreFindings: (findings) => `actions.xlsx：另有 ${findings} 条，见报告`,
    report: (path) => `报告：${path}`,
    unchanged: (path) => `没有变化；报告在 ${path}`,
    pdf: (path) => `PDF：${path}`,
    noPdf: (problem) => `未生成 PDF：${problem}`,
  },
};

function shown({ value, target, unit }: MissedTarget, locale: Locale): { value: string; target: string } {
  // A terminal needs no space that does not break.
  const [valueText, targetText] = [value, target].map((each) => formatNumber(each, unit, locale).replaceAll('\u00a0', ' '));
  return { value: valueText ?? '', target: targetText ?? '' };
}

function datasetInChinese(dataset: string): string {
  const terms: Readonly<Record<string, string>> = zhCn;
  return terms[`dataset.${dataset}`] ?? dataset;
}
