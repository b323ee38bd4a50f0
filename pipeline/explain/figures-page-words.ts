import type { Unit } from '../../reports/management-review/report-data.js';
import type { Locale } from '../../reports/theme/formats.js';

/** What the page of figures says besides names and definitions, which are those of report and `explain`. */
export interface FiguresPageWords {
  readonly title: string;
  readonly introduction: string;
  readonly headings: Readonly<Record<string, string>>;
  readonly figureColumns: string;
  readonly clockColumns: string;
  readonly clocks: string;
  readonly clocksIntroduction: string;
  readonly tables: string;
  readonly tablesIntroduction: string;
  readonly tableColumns: string;
  readonly shown: string;
  readonly shownIntroduction: string;
  readonly shownColumns: string;
  readonly units: Readonly<Record<Unit, string>>;
  readonly byDimension: string;
  readonly ofClock: string;
  readonly ofDataset: string;
  /** Between things listed. */
  readonly listed: string;
  /** Between parts of a sentence. */
  readonly clause: string;
  /** A term of an id and its name. */
  readonly term: string;
  /** A name before its definition. */
  readonly named: string;
  /** A target: `{target}` of the unit, or the field of the record. */
  readonly targets: Readonly<Record<'minutes' | 'hours' | 'days' | 'working_hours' | 'working_days' | 'field', string>>;
  readonly pausable: string;
  readonly pack: string;
  /** The name of a column, to be put in. */
  readonly column: string;
}

const en: FiguresPageWords = {
  title: 'Figures',
  introduction: `Every figure of \`figures.json\`, with its definition as the report and \`explain\` print it, the exports it is made of, and the SQL that
defines it. The [user guide](user-guide.en.md#where-a-number-comes-from) says how to trace a published one. 中文：[figures.zh-CN.md](figures.zh-CN.md).

- *By dimension*: there is also one figure for each member, such as \`service.open[team=South 1]\`; dimensions are {dimensions}, where the records have them.
- \`<measure>\` is one of {measures}; \`<clock>\` one of the [clocks](#clocks); \`<dataset>\` one of the [datasets](data-contracts.md).
- A figure is null, and printed as a dash, where nothing can be said: a share of no cases, a median not reached.
- Ratios are 0 to 1 in \`figures.json\` and percentages on the page; money is in the currency of the exports, which are expected to be in one.
- **In the period**: from its first midnight to the midnight after its last day, or to the cut-off of a provisional report, in the time zone of the configuration.`,
  headings: {
    accounting: 'Accounting',
    sla: 'Service promises',
    defects: 'Defect groups',
    satisfaction: 'Satisfaction',
    service: 'Service',
    repairs: 'Repairs',
    samples: 'Samples',
    complaints: 'Complaints',
    emerging: 'Emerging issues',
    actions: 'Actions',
  },
  figureColumns: '| figure | meaning | unit | exports read | defined in |',
  clockColumns: '| clock | runs | target | exports read |',
  clocks: 'Clocks',
  clocksIntroduction: `The clocks shipped; \`<clock>\` in the figures above is one of them. [Policy](user-guide.en.md#configuration) changes targets, turns clocks off, and turns packs on.`,
  tables: 'Tables of figures.json',
  tablesIntroduction: 'Their cells can be explained like figures, by the ids shown.',
  tableColumns: '| cell | meaning | exports read | defined in |',
  shown: 'Further tables of the page',
  shownIntroduction: 'Not in `figures.json`, but in `tables/*.parquet`; their columns are described where they are shown.',
  shownColumns: '| table | meaning |',
  units: { count: 'count', ratio: 'ratio', hours: 'hours', points: 'points', money: 'money' },
  byDimension: '*By dimension.*',
  ofClock: 'those of the clock',
  ofDataset: 'the dataset',
  listed: ', ',
  clause: ', ',
  term: '`{term}` ({name})',
  named: '**{name}.**',
  targets: {
    minutes: '{target} minutes',
    hours: '{target} hours',
    days: '{target} days',
    working_hours: '{target} working hours',
    working_days: '{target} working days',
    field: 'the time in `{due}`',
  },
  pausable: 'stands still in pauses',
  pack: 'pack `{pack}`',
  column: 'column',
};

const zhCn: FiguresPageWords = {
  title: '报告里的数字',
  introduction: `\`figures.json\` 里的每个数字：定义（与报告、\`explain\` 所示相同）、用到哪些导出、由哪个 SQL 文件算出。怎样追溯一个已发布的数字，
见[使用指南](user-guide.zh-CN.md#数字从哪里来)。English: [figures.en.md](figures.en.md).

- **分维度**：另有按成员列出的数字，例如 \`service.open[team=华东二组]\`。记录里有哪一项，就按哪一项分：{dimensions}。
- \`<measure>\` 是 {measures} 之一，\`<clock>\` 是[时钟](#时钟)之一，\`<dataset>\` 是[数据集](data-contracts.md)之一。
- 无从计算时数字为空（null），页面上显示为一横，例如分母为零的比例、未达到的中位数。
- 比例在 \`figures.json\` 里是 0 到 1，页面上写成百分数；金额以导出所用的币种计，所有导出须为同一币种。
- **本期**：从首日零点到末日次日零点（暂定报告到数据截止），按配置的时区。`,
  headings: {
    accounting: '数据账',
    sla: '时限',
    defects: '问题组',
    satisfaction: '满意度',
    service: '服务',
    repairs: '维修',
    samples: '样品',
    complaints: '投诉索赔',
    emerging: '新发问题',
    actions: '行动',
  },
  figureColumns: '| 数字 | 含义 | 单位 | 用到的导出 | 定义所在 |',
  clockColumns: '| 时钟 | 起止 | 时限 | 用到的导出 |',
  clocks: '时钟',
  clocksIntroduction: '内置的时钟；上文的 `<clock>` 是其中之一。改时限、停用时钟、启用包，见[时限政策](user-guide.zh-CN.md#配置)。',
  tables: 'figures.json 里的表',
  tablesIntroduction: '单元格可以像数字一样用 `explain` 说明，编号如下。',
  tableColumns: '| 单元格 | 含义 | 用到的导出 | 定义所在 |',
  shown: '页面上的其他表',
  shownIntroduction: '不在 `figures.json` 里，在 `tables/*.parquet` 里；各列的意思写在报告中表的旁边。',
  shownColumns: '| 表 | 含义 |',
  units: { count: '个数', ratio: '比例', hours: '小时', points: '分', money: '金额' },
  byDimension: '*分维度。*',
  ofClock: '该时钟的导出',
  ofDataset: '该数据集',
  listed: '、',
  clause: '，',
  term: '`{term}`（{name}）',
  named: '**{name}。**',
  targets: {
    minutes: '{target} 分钟',
    hours: '{target} 小时',
    days: '{target} 天',
    working_hours: '{target} 个工作小时',
    working_days: '{target} 个工作日',
    field: '`{due}` 所写的时间',
  },
  pausable: '挂起时停走',
  pack: '`{pack}` 包',
  column: '列',
};

export const figuresPageWords: Readonly<Record<Locale, FiguresPageWords>> = { 'zh-CN': zhCn, en };
