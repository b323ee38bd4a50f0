// Makes the pictures beside this file: the first page of the report on the example, in both languages.
// `npm run pictures` builds the program and runs this; it needs Chromium, Chrome or Edge (FIELDREVIEW_CHROMIUM names another).
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';
import { findBrowser } from '../../dist/pipeline/publish/print-pdf.js';

const here = fileURLToPath(new URL('.', import.meta.url));
const root = fileURLToPath(new URL('../..', import.meta.url));
const executablePath = findBrowser(process.env);
if (executablePath === undefined) throw new Error('no Chromium, Chrome or Edge was found; name one in FIELDREVIEW_CHROMIUM');

const out = mkdtempSync(join(tmpdir(), 'fieldreview-pictures-'));
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
try {
  for (const locale of ['zh-CN', 'en']) {
    const folder = join(out, locale);
    const options = ['--period', '2026-10', '--input', join(root, 'fixtures', 'example'), '--out', folder, '--locale', locale, '--quiet'];
    execFileSync(process.execPath, [join(root, 'dist', 'pipeline', 'cli.js'), 'run', ...options], { stdio: 'inherit' });
    await photograph(pathToFileURL(join(folder, '2026-10', 'index.html')).href, join(here, `report-${locale}.png`));
  }
} finally {
  await browser.close();
  rmSync(out, { recursive: true, force: true });
}

/** The page down to where its first section begins, in the light theme. */
async function photograph(address, path) {
  const page = await browser.newPage({ viewport: { width: 1000, height: 900 }, colorScheme: 'light' });
  await page.goto(address);
  const { top } = await page.evaluate(() => ({ top: document.querySelector('section h2').getBoundingClientRect().top }));
  await page.screenshot({ path, clip: { x: 0, y: 0, width: 1000, height: Math.floor(top) - 24 }, fullPage: true });
  await page.close();
  withFewColours(path);
}

/** A page of text needs no more than 64 colours: a third of the size. Without ImageMagick the picture stays as it is. */
function withFewColours(path) {
  try {
    execFileSync('convert', [path, '+dither', '-colors', '64', '-strip', `png8:${path}`], { stdio: 'ignore' });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
}
