/** Canonical value ← accepted words (domain.md § 2). Words are compared after NFKC, trimming and case folding. */
export const enumerations = {
  category: {
    quality: ['产品质量', '质量问题'],
    usage: ['功能咨询', '使用咨询', '使用问题'],
    service: ['服务投诉', '服务'],
    logistics: ['物流'],
    return: ['退换货'],
    other: ['其他'],
  },
  priority: { urgent: ['紧急', '特急', '高'], normal: ['一般', '普通', '中'], low: ['低', '低优先级'] },
  complexity: { general: ['一般'], complex: ['复杂'] },
  area: { urban: ['市区'], suburban: ['郊区'] },
  ticket_status: {
    open: ['待处理', '待受理'],
    in_progress: ['处理中'],
    completed: ['已完成', '已关闭', '已结案'],
    cancelled: ['已取消'],
  },
  boolean: {
    true: ['是', '已签字', '已确认', '已接通', '保内', 'Y', 'YES', '1', '√'],
    false: ['否', '未签字', '未确认', '未接通', '保外', 'N', 'NO', '0', '×'],
  },
  event_type: {
    progress: ['进度更新'],
    pause: ['挂起'],
    resume: ['恢复'],
    reopen: ['重开'],
    escalate: ['升级'],
    delay_notice: ['延期说明'],
  },
  characteristic: {
    key: ['关键'],
    important: ['重要'],
    general: ['一般'],
    appearance: ['外观'],
    fit: ['装配尺寸', '精度'],
  },
  responsibility: {
    design: ['设计'],
    manufacturing: ['制造'],
    supplier: ['供应商', '来料'],
    transport: ['运输'],
    installation: ['安装'],
    user: ['用户', '人为', '使用不当'],
    unknown: ['待定'],
  },
  result: { fixed: ['已修复'], not_fixed: ['未修复'], no_fault_found: ['未发现故障'] },
  remedy: {
    repair: ['维修'],
    replace: ['换货', '更换'],
    refund: ['退款', '退货'],
    part: ['补件'],
    guidance: ['技术指导'],
    compensation: ['补偿', '赔偿'],
  },
  method: {
    phone: ['电话'],
    sms: ['短信'],
    online: ['在线问卷', '微信'],
    email: ['邮件'],
    visit: ['上门', '面访'],
  },
  consequence: { none: ['无'], complaint: ['投诉'], batch_return: ['批量退货'], claim: ['索赔'] },
  kind: { complaint: ['投诉'], batch_return: ['批量退货'], claim: ['索赔'] },
  action_status: {
    open: ['未开始'],
    in_progress: ['进行中', '处理中'],
    done: ['已完成'],
    verified: ['已验证'],
    cancelled: ['已取消'],
  },
  scope: { done: ['已完成'], pending: ['未完成'], na: ['不适用'] },
  stage: { d3: ['第3天'], d7: ['第7天'], d30: ['第30天'] },
} as const satisfies Record<string, EnumerationWords>;

/** Canonical value → accepted words. */
export type EnumerationWords = Readonly<Record<string, readonly string[]>>;

/** Cells that mean "nothing here", compared after NFKC, trimming and case folding. */
export const nullTokens = ['', '-', '—', '/', '无', 'n/a', 'null'] as const;
