import type { Browser, BrowserContextOptions, FrameLocator, Page } from 'playwright';
import { type Sidebar, sidebarOf } from './sidebar.ts';

export interface WorkspaceOptions {
  readonly browser?: BrowserContextOptions;
  /** Runs in every frame before its own scripts. */
  readonly before?: () => void;
  /** What the browser may complain about in this test, because the test breaks it. */
  readonly expected?: RegExp;
}

/** One browser window on the helpdesk page. */
export interface Workspace {
  readonly page: Page;
  /** Every request of the page and its frames. */
  readonly requests: readonly { readonly method: string; readonly url: string }[];
  /** Clicks the ticket in the list. */
  openTicket(id: string | number): Promise<Sidebar>;
  sidebar(key: string | number): Sidebar;
  /** Everything is loaded anew for this person. */
  workAs(name: string): Promise<void>;
  /** The app's page for leads, brought to the front. */
  openNavBar(): Promise<FrameLocator>;
  /** The app's popover, opened. */
  openTopBar(): Promise<FrameLocator>;
  /** Uploads a package as the admin at work, and installs it; the page is a new one afterwards. */
  installApp(zip: Uint8Array): Promise<void>;
  uninstallApp(): Promise<void>;
  /** One of the switches on the page itself; without a kind the system answers normally again. */
  throwSwitch(system: string, kind?: string): Promise<void>;
  /** One more window of the same browser, on the helpdesk page, for this person. */
  openWindow(name: string): Promise<Page>;
  /** Throws if the browser complained about anything. */
  close(): Promise<void>;
}

/** The helpdesk's own iframe attributes, which Chrome comments on wherever they stand. */
const KNOWN = /allow-scripts and allow-same-origin .* escape its sandboxing/;

export async function createWorkspace(
  browser: Browser,
  url: string,
  { browser: contextOptions, before, expected }: WorkspaceOptions = {},
): Promise<Workspace> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 900 },
    timezoneId: 'UTC',
    locale: 'en-US',
    ...contextOptions,
  });
  if (before) await context.addInitScript(before);
  const page = await context.newPage();
  page.setDefaultTimeout(8000);
  const complaints = new Set<string>();
  const requests: { method: string; url: string }[] = [];
  const complain = (text: string, where = '') => {
    if (!KNOWN.test(text) && !expected?.test(text)) complaints.add(text + where);
  };
  page.on('pageerror', (error) => complain(`error on the page: ${error.stack ?? error.message}`));
  page.on('console', (message) => {
    const { url } = message.location();
    if (message.type() === 'error' || message.type() === 'warning')
      complain(`${message.type()}: ${message.text()}`, url && ` (${url})`);
  });
  page.on('dialog', (dialog) => {
    complain(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  context.on('request', (request) => requests.push({ method: request.method(), url: request.url() }));
  await page.goto(url);
  await page.locator('[data-ticket-row]').first().waitFor();

  async function choose(at: Page, name: string): Promise<void> {
    const person = at.locator('[data-agent-switch] option').filter({ hasText: name });
    await at.locator('[data-agent-switch]').selectOption((await person.first().getAttribute('value')) ?? '');
  }
  const sidebar = (key: string | number) => sidebarOf(page, String(key));
  return {
    page,
    requests,
    async openTicket(id) {
      await page.locator('[data-nav="tickets"]').click();
      await page.locator(`[data-ticket-row="${id}"]`).click();
      return sidebar(id);
    },
    sidebar,
    workAs: (name) => choose(page, name),
    async openNavBar() {
      await page.locator('[data-nav="app"]').click();
      const frame = page.frameLocator('iframe[data-app-frame="nav_bar"]');
      await frame.locator('main').waitFor();
      return frame;
    },
    async openTopBar() {
      await page.locator('[data-top-app]').click();
      const frame = page.frameLocator('iframe[data-app-frame="top_bar"]');
      await frame.locator('main').waitFor();
      return frame;
    },
    async installApp(zip) {
      await page.locator('[data-nav="admin"]').click();
      const file = { name: 'sidelight.zip', mimeType: 'application/zip', buffer: Buffer.from(zip) };
      await page.locator('[data-app-package]').setInputFiles(file);
      await page.locator('[data-app-install]').click();
      await page.locator('[data-installed-app]').waitFor();
    },
    async uninstallApp() {
      await page.locator('[data-nav="admin"]').click();
      await page.locator('[data-app-uninstall]').click();
      await page.locator('[data-app-package]').waitFor({ state: 'attached' });
    },
    async throwSwitch(system, kind = '') {
      const select = page.locator(`[data-fault-select="${system}"]`);
      if (!(await select.isVisible())) await page.locator('[data-simulation-toggle]').click();
      await select.selectOption(kind);
    },
    async openWindow(name) {
      const another = await context.newPage();
      await another.goto(url);
      await another.locator('[data-ticket-row]').first().waitFor();
      await choose(another, name);
      return another;
    },
    async close() {
      await context.close();
      if (complaints.size > 0) throw new Error(`the browser complained:\n${[...complaints].join('\n')}`);
    },
  };
}
