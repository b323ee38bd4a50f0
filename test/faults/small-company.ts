import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';

const ticketHeader = '工单编号,问题类型,处理组,省份,购买日期,受理时间,首次响应时间,实际完成时间';
const repairHeader = '维修编号,工单编号,产品型号,批次号,故障代码,派工时间,到场时间,维修完成时间,人工费';

/** Exports on July and August 2026, a few rows of every form a run reads: text, gzip, a workbook, an action, a problem nobody answers, a rejected row. */
export async function writeFirstExports(folder: string): Promise<void> {
  put(folder, 'fieldreview.yaml', lines('home_province: 广东'));
  put(
    folder,
    '工单_202607.csv',
    lines(
      ticketHeader,
      'A1,产品质量,甲组,广东,2025-07-01,2026-07-03 09:00,2026-07-03 12:00,2026-07-05 10:00',
      'A2,其他,乙组,四川,2025-07-20,2026-07-04 09:00,2026-07-04 10:30,',
      'A3,不存在的类型,乙组,四川,2025-07-20,2026-07-04 09:00,,',
    ),
  );
  put(
    folder,
    '工单_202608.csv.gz',
    gzipSync(lines(ticketHeader, 'A4,其他,乙组,广东,2026-05-01,2026-08-12 09:00,2026-08-12 09:30,2026-08-13 10:00')),
  );
  const repairs = lines(repairHeader, 'R1,A1,M1,L1,E01,2026-07-03 13:00,2026-07-03 18:00,2026-07-04 10:00,100');
  const rows = repairs
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  put(folder, '维修记录_202607.xlsx', await writeXlsx({ sheets: [{ name: '维修', rows }] }));
  put(folder, '批次_202607.csv', lines('批次号,型号,出货日期,出货数量', 'L1,M1,2026-06-10,10', 'L2,M2,2026-07-10,40'));
  put(folder, '质量信息_202608.csv', lines('信息编号,反馈时间,型号,故障代码,检查数量,不合格数量', 'ZL-1,2026-08-03 09:00,M2,E2,100,40'));
  put(
    folder,
    '行动计划追踪表_202608.csv',
    lines('行动编号,型号,故障代码,行动内容,责任人,提出日期,计划完成日期,状态', 'X-1,M1,E01,换供应商,王芳,2026-07-01,2026-08-20,进行中'),
  );
}

/** A late file, one that is written again, and another action: results of every kind change by them. */
export function writeLateExports(folder: string): void {
  put(
    folder,
    '工单_202608_迟到.csv',
    lines(
      ticketHeader,
      'A2,其他,乙组,四川,2025-07-20,2026-07-04 09:00,2026-07-04 10:30,2026-08-20 10:00',
      'A5,其他,甲组,四川,2025-07-20,2026-08-21 09:00,,',
      'A6,其他,甲组,四川,2025-07-20,2026-13-21 09:00,,',
    ),
  );
  put(folder, '批次_202607.csv', lines('批次号,型号,出货日期,出货数量', 'L1,M1,2026-06-10,10', 'L2,M2,2026-07-10,60'));
  put(
    folder,
    '行动计划追踪表_202609.csv',
    lines('行动编号,型号,故障代码,行动内容,责任人,提出日期,计划完成日期,状态', 'X-2,M1,E01,加严检验,李明,2026-08-02,2026-08-25,进行中'),
  );
}

function put(folder: string, name: string, content: string | Uint8Array): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function lines(...rows: readonly string[]): string {
  return `${rows.join('\n')}\n`;
}
