import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

/** Where systems that always bring fonts with Chinese characters keep them. */
const shipped: Readonly<Partial<Record<NodeJS.Platform, readonly (readonly [family: string, file: string])[]>>> = {
  darwin: [
    ['PingFang SC', '/System/Library/Fonts/PingFang.ttc'],
    ['Heiti SC', '/System/Library/Fonts/STHeiti Light.ttc'],
  ],
  win32: [
    ['Microsoft YaHei', 'C:\\Windows\\Fonts\\msyh.ttc'],
    ['SimSun', 'C:\\Windows\\Fonts\\simsun.ttc'],
  ],
};

/** Families of installed fonts with Chinese characters, in code-point order; undefined where they cannot be listed. */
export async function findCjkFonts(platform: NodeJS.Platform = process.platform): Promise<string[] | undefined> {
  const files = shipped[platform];
  if (files) return files.filter(([, file]) => existsSync(file)).map(([family]) => family);
  try {
    const { stdout } = await promisify(execFile)('fc-list', [':lang=zh-cn', 'family'], { timeout: 20_000 });
    const families = stdout.split('\n').map((line) => line.split(',')[0]?.trim() ?? '');
    return [...new Set(families)].filter((family) => family !== '').sort();
  } catch {
    return undefined;
  }
}
