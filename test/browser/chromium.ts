import { type Browser, chromium } from 'playwright-core';
import { findBrowser } from '../../pipeline/publish/print-pdf.js';

/** The installed browser; undefined where there is none. */
export const browserPath = findBrowser(process.env);

/** Nothing but the page: no sandbox, since tests also run as root, and none of the browser's own requests. */
export async function launchBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error('no Chromium is installed: install the package chromium');
  return chromium.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  });
}
