import { z } from 'zod';
import { acceptedValuesByColumn, foldedWord } from '../contracts/accepted-words.js';
import { contracts } from '../contracts/index.js';
import { didYouMean } from '../nearest-name.js';
import { isTimeZone } from '../time-zone.js';
import { mappingSchema } from './mapping-schema.js';
import { text, words } from './setting-texts.js';

/** Comment topics and their keywords, used when the configuration names none. */
export const defaultTopics: Record<string, string[]> = {
  响应速度: ['响应', '回复慢', '等待', '等了', '没人接', '拖延', '催'],
  服务态度: ['态度', '礼貌', '耐心', '敷衍', '推诿', '热情'],
  维修质量: ['没修好', '又坏', '复发', '返修', '反复', '修不好'],
  上门时效: ['上门', '迟到', '爽约', '改约', '预约'],
  产品质量: ['质量', '异响', '漏水', '损坏', '故障', '噪音'],
  费用: ['费用', '收费', '价格', '太贵', '乱收费', '赔偿'],
  配件: ['配件', '缺件', '零件', '备件', '补件'],
  物流安装: ['物流', '运输', '包装', '破损', '送货', '安装'],
};

const share = z.number().min(0, { error: 'must lie between 0 and 1' }).max(1, { error: 'must lie between 0 and 1' });

const timezone = text.superRefine((name, context) => {
  if (isTimeZone(name)) return;
  const message = `"${name}" is not an IANA time zone${didYouMean(name, Intl.supportedValuesOf('timeZone'))}`;
  context.addIssue({ code: 'custom', message });
});

const threshold = share.refine((value) => Number(value.toFixed(6)) === value, { error: 'must have at most six decimals' });

/** `columns.<dataset>.<column>: [headers]`. */
const columns = shapeOf(contracts.map((contract) => [contract.dataset, shapeOf(contract.columns.map((column) => [column.name, words]))]));

/** `enums.<column>.<canonical>: [words]`. */
const enums = shapeOf(
  [...acceptedValuesByColumn()].map(([column, values]) => [
    column,
    shapeOf([...values].map((value) => [value, words])).superRefine(refuseSharedWords),
  ]),
);

/** The configuration file as users write it, with the defaults of domain.md. */
export const configurationSchema = z.strictObject({
  timezone: timezone.default('Asia/Shanghai'),
  home_province: text.optional(),
  calendar: text.optional(),
  policy: text.optional(),
  warranty_months: z.int().min(0, { error: 'must be 0 or more' }).max(1200, { error: 'must be at most 1200' }).default(12),
  defects: z.strictObject({ threshold: threshold.default(0.2), comparison: z.enum(['>', '>=']).default('>') }).prefault({}),
  quality: z.strictObject({ max_reject_rate: share.default(0.05), skip_bad_files: z.boolean().default(false) }).prefault({}),
  enums: enums.prefault({}),
  columns: columns.prefault({}),
  mappings: z.array(mappingSchema).prefault([]),
  fault_codes: z.strictObject({ catch_all: words.default(['OTHER', 'UNKNOWN', '其他', '未知']) }).prefault({}),
  serial_placeholders: words.default(['0', '无', '不详', 'UNKNOWN']),
  topics: z.record(text, words).default(defaultTopics),
  privacy: z.strictObject({ key_file: text.optional(), staff: z.enum(['show', 'mask']).default('show') }).prefault({}),
  actions: z.strictObject({ full_register: z.boolean().default(true) }).prefault({}),
  report: z.strictObject({ company: text.optional(), targets: z.record(text, z.number()).prefault({}) }).prefault({}),
});

export type WrittenConfiguration = z.output<typeof configurationSchema>;

/** An object of optional settings from names known at run time only. */
function shapeOf<Setting extends z.ZodType>(settings: Iterable<readonly [string, Setting]>) {
  return z.strictObject(Object.fromEntries([...settings].map(([name, setting]) => [name, setting.optional()])));
}

/** A word can stand for one canonical value only. */
function refuseSharedWords(values: Record<string, string[] | undefined>, context: z.core.$RefinementCtx): void {
  const owners = new Map<string, string>();
  for (const [canonical, added = []] of Object.entries(values)) {
    for (const word of added.map(foldedWord)) {
      const owner = owners.get(word) ?? canonical;
      owners.set(word, owner);
      if (owner !== canonical)
        context.addIssue({ code: 'custom', path: [canonical], message: `"${word}" is listed under ${owner} as well` });
    }
  }
}
