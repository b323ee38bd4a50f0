import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The installed browser; undefined where there is none. */
export const browserPath = places.find((place) => existsSync(place));

/** Nothing but the page: no sandbox, since tests also run as root, and none of the browser's own requests. */
export async function launchBrowser(): Promise<Browser> {
  if (browserPath === undefined) throw new Error(`no Chromium in ${places.join(', ')}: install the package chromium`);
  return chromium.launch({
    executablePath: browserPath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-background-networking', '--disable-component-update'],
  });
}
