import type { Browser, Page } from 'playwright-core';

/** A page of which the console, errors, dialogs and every request but that for the file opened become complaints. */
export async function watchedPage(browser: Browser, complaints: string[]): Promise<Page> {
  const page = await browser.newPage();
  page.on('console', (message) => complaints.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => complaints.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    complaints.push(`dialog: ${dialog.message()}`);
    return dialog.dismiss();
  });
  await page.route('**/*', (route) => {
    const request = route.request();
    if (request.isNavigationRequest() && request.frame() === page.mainFrame() && request.url().startsWith('file:')) return route.continue();
    complaints.push(`request: ${request.url()}`);
    return route.abort();
  });
  return page;
}
