import { execFile } from 'node:child_process';
import { closeSync, existsSync, openSync, readSync, rmSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';

/** Milliseconds a browser may take for one page; the example takes about two seconds. */
const patience = 120_000;

const places: Readonly<Partial<Record<NodeJS.Platform, readonly string[]>>> = {
  linux: ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'].map((name) => `/usr/bin/${name}`),
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`),
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LocalAppData'].flatMap((folder) => [
    `%${folder}%\\Google\\Chrome\\Application\\chrome.exe`,
    `%${folder}%\\Microsoft\\Edge\\Application\\msedge.exe`,
  ]),
};

/** The installed browser that can print: FIELDREVIEW_CHROMIUM, else Chromium, Chrome or Edge where they usually are. */
export function findBrowser(
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
  isThere: (path: string) => boolean = existsSync,
): string | undefined {
  const named = environment.FIELDREVIEW_CHROMIUM;
  const usual = (places[platform] ?? []).map((place) => place.replace(/%([^%]+)%/, (_, name: string) => environment[name] ?? ''));
  return (named ? [named] : usual).find(isThere);
}

interface Printing {
  readonly page: string;
  readonly pdf: string;
  /** Folder for the browser's profile; it is removed again. */
  readonly profile: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Prints a page to a PDF. Returns why it could not, in words for the user; null when the PDF is there. */
export async function printPdf({ page, pdf, profile, environment }: Printing): Promise<string | null> {
  const browser = findBrowser(environment);
  if (browser === undefined) {
    return 'no Chromium, Chrome or Edge was found. Install one, or name it in FIELDREVIEW_CHROMIUM; or open the page and print it';
  }
  try {
    await promisify(execFile)(browser, [...browserOptions(profile), `--print-to-pdf=${pdf}`, pathToFileURL(page).href], {
      timeout: patience,
      windowsHide: true,
    });
    return isPdf(pdf) ? null : `${browser} wrote no PDF`;
  } catch (error) {
    rmSync(pdf, { force: true });
    return `${browser} failed: ${error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error)}`;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A profile of its own, nothing but the page asked for. Chromium refuses to run as root with a sandbox. */
function browserOptions(profile: string): string[] {
  return [
    '--headless',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--no-first-run',
    '--no-pdf-header-footer',
    `--user-data-dir=${profile}`,
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  ];
}

function isPdf(file: string): boolean {
  if (!existsSync(file)) return false;
  const head = Buffer.alloc(5);
  const handle = openSync(file, 'r');
  readSync(handle, head);
  closeSync(handle);
  return head.toString('latin1') === '%PDF-';
}
