/** Words of the section on actions that tell of flows, moved dues and the living register. */
export const actionsSentencesZhCn = {
  'actions.no_due': '无计划日期',
  'actions.first_due': '，原定 {due}',
  'actions.moved': '改期 {moves} 次',
  'actions.carried_over': '前期延续',
  'actions.flow': '期初未关闭 {before} 项 + 新增 {opened} 项 − 关闭 {closed} 项 = 期末未关闭 {open} 项。',
  'actions.overdue_ages': '逾期时长：{ages}。',
  'actions.overdue_age': '{days} 天 {actions} 项',
  'actions.cell': '单元格',
  'actions.finding_text': '问题与处理',
  'actions.findings': '登记表中 {count} 处需要处理',
  'actions.findings_note': '未处理前，各行按提示所说的值计算；登记表中填写的文字保持不变。',
  'actions.findings_table': '登记表的问题',
} as const;
