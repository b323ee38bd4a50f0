import type { Locale } from '../../reports/theme/formats.js';

/** What the page of datasets says of one: a row, what the report makes of it, what to mind. */
export interface DatasetWords {
  readonly name: string;
  readonly row: string;
  readonly use: string;
  readonly mind: string;
}

export interface DatasetsPageWords {
  readonly title: string;
  readonly introduction: string;
  readonly use: string;
  readonly files: string;
  readonly required: string;
  readonly all: string;
  readonly columns: string;
  /** Under the table: `{file}` of the example. */
  readonly from: string;
  readonly listed: string;
  readonly colon: string;
  readonly stop: string;
  readonly datasets: Readonly<Record<string, DatasetWords>>;
}

const en: DatasetsPageWords = {
  title: 'The ten datasets',
  introduction: `What each export holds and what the report makes of it, with two rows of the example company as its systems export them: people, numbers and cases
are invented. Column and header are alternatives; words may be Chinese or canonical. Only ticket rows are needed for a report; a section whose export is missing says so.
Every column, header and accepted word: [data-contracts.md](data-contracts.md). 中文：[datasets.zh-CN.md](datasets.zh-CN.md).`,
  use: 'Used for',
  files: 'Told by these words in the file name',
  required: 'Required',
  all: 'All columns and words',
  columns: '| column | header | first example | second example |',
  from: 'From `{file}`.',
  listed: ', ',
  colon: ': ',
  stop: '.',
  datasets: {
    tickets: {
      name: 'tickets',
      row: 'One ticket, from acceptance to completion, as it stood when the export was made.',
      use: 'promises kept, tickets opened, completed and left open, time to completion, workload.',
      mind: 'A ticket that is still open is exported again, changed, in a later month: its last version counts. A `due_at` without a time of day is the end of that day (23:59:59).',
    },
    events: {
      name: 'log entries',
      row: 'One entry of the log of a ticket: progress, pause, resume, reopen, escalate, delay_notice.',
      use: 'pauses of clocks, the promise of an update every 24 hours, reopened tickets.',
      mind: 'Without an `event_id`, ticket, time and type together are the key.',
    },
    repairs: {
      name: 'repairs',
      row: 'One repair of one unit.',
      use: 'defect rates of lots, repeat repairs, first-time fix, emerging issues, on-site promises, cost.',
      mind: 'The more lots and serial numbers are filled, the more the report can say. A repair counts as a confirmed fault unless its result is “no fault found” or the responsibility lies with user, transport or installation.',
    },
    revisits: {
      name: 'revisits',
      row: 'One call or survey after completion.',
      use: 'satisfaction, low scores and their follow-up, comments by topic, the promise to revisit.',
      mind: 'Scores are 1 to 5, `recommend_score` 0 to 10. `reached` is false where nobody answered.',
    },
    lots: {
      name: 'lots',
      row: 'One shipment of a production lot.',
      use: 'the denominator of every rate in the field, units in service.',
      mind: 'Without it no rate of a lot can be given. Lots shipped before the first month are needed as well: export them once.',
    },
    feedback: {
      name: 'quality feedback slips',
      row: 'One slip on nonconforming goods.',
      use: 'batch problems (nonconforming ÷ inspected), important information, promises of test, measures and tracking.',
      mind: 'The two quantities decide whether it is a batch problem.',
    },
    complaints: {
      name: 'complaints and claims',
      row: 'One complaint, batch return or claim.',
      use: 'complaints, amounts claimed, the promise to reply, occurrences of important problems.',
      mind: 'One that names a slip is the same occurrence as the slip.',
    },
    actions: {
      name: 'improvement actions',
      row: 'One action of the register.',
      use: 'overdue, moved and missing actions, problems without an owner, whether a measure worked.',
      mind: 'Export the **whole** register every month: an action that was open and is no longer listed is counted as missing (set `actions.full_register: false` where only changes are exported). Whether a measure worked can be tested only where `first_fixed_lot` is filled.',
    },
    samples: {
      name: 'samples',
      row: 'One sample in the ledger.',
      use: 'samples received, in hand and not tested, by supplier.',
      mind: 'A file may hold the whole ledger; changed rows replace older ones.',
    },
    followups: {
      name: 'follow-ups',
      row: 'One follow-up of an order: stage d3, d7 or d30 after the purchase.',
      use: 'the promises of following up.',
      mind: 'Rows without `done_at` are needed as well: they are the follow-ups not made.',
    },
  },
};

const zhCn: DatasetsPageWords = {
  title: '十个数据集',
  introduction: `每种导出里有什么、报告用它算什么，并各举示例公司的两行，与其系统导出的一样；人名、号码、事件均为虚构。列名和表头二者用其一即可；
取值可以用中文，也可以用规范值。有工单就能出报告；缺少某种导出，相应的一节会写明。全部列、表头和取值见 [data-contracts.md](data-contracts.md)（英文）。English: [datasets.en.md](datasets.en.md).`,
  use: '用途',
  files: '文件名里含有',
  required: '必需列',
  all: '全部列和取值',
  columns: '| 列 | 表头 | 示例一 | 示例二 |',
  from: '取自 `{file}`。',
  listed: '、',
  colon: '：',
  stop: '。',
  datasets: {
    tickets: {
      name: '工单',
      row: '一行是一张工单，从受理到完成，按导出时的状态。',
      use: '各项时限、工单的新增、完成与积压、完成用时、工作量。',
      mind: '还没完成的工单会在以后的月份再次导出，内容已变：以最后一个版本为准。`due_at`（预计完成时间）只写日期的，指当天结束（23:59:59）。',
    },
    events: {
      name: '工单流水',
      row: '一行是一张工单的一条进度记录：进度更新、挂起、恢复、重开、升级、延期说明。',
      use: '时钟的暂停、每 24 小时一次的进度更新、重开的工单。',
      mind: '没有流水号时，以工单编号、发生时间、流水类型三者为键。',
    },
    repairs: {
      name: '维修',
      row: '一行是一台机器的一次维修。',
      use: '批次不良率、重复维修、一次修复、新发问题、上门时限、费用。',
      mind: '批次号和序列号填得越全，报告能说的越多。结果为“未发现故障”，或责任在用户、运输、安装的，不算确认故障。',
    },
    revisits: {
      name: '回访',
      row: '一行是工单完成后的一次回访。',
      use: '满意度、低分及其跟进、意见分类、回访时限。',
      mind: '各项评分 1–5 分，推荐意愿 0–10 分；没有接通的填“未接通”。',
    },
    lots: {
      name: '批次（出货）',
      row: '一行是一个生产批次的一次出货。',
      use: '市场不良率的分母、在用台数。',
      mind: '没有出货数量，批次就没有不良率。第一个月以前出的货也需要：请一次性导出。',
    },
    feedback: {
      name: '质量信息反馈单',
      row: '一行是一张信息反馈处理单。',
      use: '批次问题（不合格数 ÷ 检查数）、重要信息、测试、措施、跟踪的时限。',
      mind: '检查数量和不合格数量决定是不是批次问题。',
    },
    complaints: {
      name: '投诉索赔',
      row: '一行是一件投诉、批量退货或索赔。',
      use: '投诉件数、索赔金额、回复时限、重要信息的发生次数。',
      mind: '填了信息编号的，与那张反馈单算同一次发生。',
    },
    actions: {
      name: '行动计划',
      row: '一行是登记表里的一项措施。',
      use: '逾期、改期和缺失的措施、无人负责的问题、措施是否有效。',
      mind: '每月导出**整个**登记表：原来未完成、现在不见了的措施计入“缺失”（只导出变化的公司请设 `actions.full_register: false`）。填了“改善后首批”，才能检验措施是否有效。',
    },
    samples: {
      name: '样品',
      row: '一行是台账里的一件样品。',
      use: '收到、在库、未测的样品，按供应商。',
      mind: '一个文件可以是整本台账；变了的行替代旧的行。',
    },
    followups: {
      name: '售后跟踪',
      row: '一行是一个订单在购买后第 3、7、30 天的一次跟踪。',
      use: '跟踪时限。',
      mind: '没有完成时间的行也要导出：它们就是没有做的跟踪。',
    },
  },
};

export const datasetsPageWords: Readonly<Record<Locale, DatasetsPageWords>> = { 'zh-CN': zhCn, en };
