import { execFileSync } from 'node:child_process';
import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RegisterFolder } from '../register/register-folder.js';
import { temporaryFolder } from '../run/example.js';

/** Where LibreOffice is installed; .ci/run installs it. */
const hasLibreOffice = isRunning('soffice', ['--version']);

test.runIf(hasLibreOffice)(
  'saved by LibreOffice unchanged, the register means what it meant: nothing is edited, nothing is rewritten',
  async () => {
    const folder = new RegisterFolder([
      'A-1,,M1,E1,"=1+1，两行的\n内容",王芳,2026-07-01,2026-08-20,,进行中',
      '0007,00123,1E5,TRUE,_x000D_ 2026-10-03,+李明,2026-07-01,2026-08-25,2026-08-24,已验证',
    ]);
    await folder.run();
    await folder.setCell('P-SLIP:ZL-1', '责任人', '顾工');
    await folder.setCell('A-1', '状态', '做完了');
    const edited = await folder.run();
    expect(edited.outcome).toBe('written');
    const before = await folder.rows();
    saveWithLibreOffice(folder.workbook);
    expect((await folder.rows()).slice(0, before.length).map((row) => row.slice(0, 21).map((cell) => cell ?? ''))).toEqual(
      before.map((row) => row.slice(0, 21).map((cell) => cell ?? '')),
    );
    // It is another file, but says the same.
    const { sha256, ...again } = await folder.run();
    expect(sha256).not.toBe(edited.sha256);
    expect({ ...again, sha256: edited.sha256 }).toEqual({ ...edited, outcome: 'unchanged' });
  },
  120_000,
);

function saveWithLibreOffice(workbook: string): void {
  const folder = temporaryFolder();
  const profile = `-env:UserInstallation=file://${temporaryFolder()}`;
  execFileSync('soffice', [profile, '--headless', '--convert-to', 'xlsx:Calc MS Excel 2007 XML', '--outdir', folder, workbook], {
    stdio: 'ignore',
  });
  rmSync(workbook);
  renameSync(join(folder, 'actions.xlsx'), workbook);
}

function isRunning(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
