import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { examinePage, isAxeAsked } from '../../apps/sidebar/dev/examine-page.ts';
import { serveScenarios } from '../../apps/sidebar/dev/serve.ts';
import { setupScenarios } from '../../apps/sidebar/dev/setup/scenarios.ts';
import { setupPage } from '../../apps/sidebar/dev/setup/show.ts';
import { setupSayDe } from '../../apps/sidebar/src/words/setup-say-de.ts';
import { setupSayEn } from '../../apps/sidebar/src/words/setup-say-en.ts';
import { launchBrowser } from './launch-browser.ts';

let browser: Browser;
let served: Awaited<ReturnType<typeof serveScenarios>>;
let context: BrowserContext;
let page: Page;
let asked: string[];

beforeAll(async () => {
  served = await serveScenarios(0);
  browser = await launchBrowser();
});
beforeEach(async () => {
  context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  page = await context.newPage();
  asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname.replace(/-[\w-]{8}\.js$/, '')));
});
afterEach(() => context.close());
afterAll(async () => {
  await browser.close();
  served.server.closeAllConnections();
  served.server.close();
});

const open = (scenario: string, hash = '') => page.goto(`${served.url}/zaf/nav_bar?scenario=${scenario}${hash}`);
const focused = () => page.evaluate('document.activeElement.id') as Promise<string>;

describe('the tabs', () => {
  it('of the setup is not there for a lead, who loads nothing behind the others', async () => {
    await open('well', '#tab=setup');
    await page.waitForSelector('main .status h1');
    expect(await page.locator('[role=tab]').allTextContents()).toEqual(['Status', 'Sync']);
    expect(asked.filter((path) => /assets\/(setup|sync)|v1\/(setup|sync)/.test(path))).toEqual([]);
  });

  it('lead an admin by arrow keys, load the setup when it is opened, and survive a reload', async () => {
    await open('setup-failed');
    await page.waitForSelector('.status h1');
    expect(asked.filter((path) => /assets\/setup|v1\/setup/.test(path))).toEqual([]);
    await page.focus('#tab-status');
    await page.keyboard.press('ArrowLeft');
    expect(await focused()).toBe('tab-privacy');
    await page.keyboard.press('ArrowLeft');
    expect(await focused()).toBe('tab-audit');
    await page.keyboard.press('ArrowLeft');
    await page.waitForSelector('.setup h1');
    expect(await focused()).toBe('tab-setup');
    expect(await page.getAttribute('#tab-status', 'tabindex')).toBe('-1');
    expect(asked).toContain('/v1/setup');
    await page.reload();
    await page.waitForSelector('.setup h1');
    expect(await page.getAttribute('#tab-setup', 'aria-selected')).toBe('true');
  });
});

describe('what is typed', () => {
  it('outlives readings of the page and a look at the other tab, and the keyboard stays in it', async () => {
    await page.clock.install();
    await open('setup-testing', '#tab=setup');
    await page.click('#c-stripe');
    await page.focus('#in-stripe-key');
    await page.keyboard.type('rk_live_');
    const readings = () => asked.filter((path) => path === '/v1/setup').length;
    const before = readings();
    const later = async () => {
      await page.clock.runFor(5_000);
      return readings();
    };
    await expect.poll(later, { timeout: 20_000 }).toBeGreaterThan(before + 1);
    await page.keyboard.type('half');
    expect(await focused()).toBe('in-stripe-key');
    await page.click('#tab-status');
    await page.click('#tab-setup');
    expect(await page.inputValue('#in-stripe-key')).toBe('rk_live_half');
    expect(await page.getAttribute('#in-stripe-key', 'type')).toBe('password');
    expect(await page.evaluate('location.href + JSON.stringify({ ...localStorage, ...sessionStorage })')).not.toContain(
      'rk_live',
    );
  });

  it('stays when the test fails; the keyboard goes to what is wrong, which says why', async () => {
    await open('setup-failed', '#tab=setup');
    await page.click('#c-stripe');
    await page.fill('#in-stripe-key', 'rk_live_wrong');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#in-stripe-key[aria-invalid=true]');
    expect(await focused()).toBe('in-stripe-key');
    expect(await page.inputValue('#in-stripe-key')).toBe('rk_live_wrong');
    const ids = (await page.getAttribute('#in-stripe-key', 'aria-describedby'))?.split(' ') ?? [];
    const texts = await Promise.all(ids.map((id) => page.locator(`#${id}`).textContent()));
    expect(texts.join(' ')).toContain('It needs: Customers: read, Subscriptions: read, Invoices: read');
  });
});

describe('what comes once the page stands', () => {
  it('is opened and asked by keyboard: keys, how many people a group is, and a ticket as a lead sees it', async () => {
    await open('setup-blocked', '#tab=setup');
    await page.focus('.keys summary');
    await page.keyboard.press('Enter');
    await page.locator('.keys li').getByText('No longer works.').waitFor();
    await page.locator('#members').getByText('1 person').waitFor();
    await page.focus('#preview-as');
    await page.selectOption('#preview-as', 'lead');
    await page.focus('#preview-ticket');
    await page.keyboard.type('#1001');
    const posted = page.waitForRequest((request) => request.method() === 'POST');
    await page.keyboard.press('Enter');
    expect((await posted).postDataJSON()).toEqual({ as: 'lead', ticketId: '1001' });
    await page.locator('.previewed').getByText('Northwind Traders').waitFor();
    await page.getByRole('status').getByText('You see more: Worth, Pinned note.').waitFor();
  });
});

describe('going to a vendor’s page', () => {
  const consent = async () => {
    await open('setup-consent', '#tab=setup');
    await page.click('#c-hubspot');
    await page.click('#c-hubspot-body .way .btn.main');
    await page.waitForSelector('.waiting');
  };

  it('opens a window of its own that has no hold on this one', async () => {
    const popup = context.waitForEvent('page');
    const gone = context.waitForEvent('request', (request) => request.url().endsWith('/agree'));
    await consent();
    expect(await (await popup).evaluate('opener')).toBeNull();
    await gone;
  });

  it('offers a link where the browser blocks the window', async () => {
    await page.addInitScript('window.open = () => null');
    await consent();
    expect(await page.getAttribute('.waiting a', 'href')).toMatch(/\/agree$/);
  });
});

describe('the webhook of a vendor’s own app', () => {
  const row = '#w-crm';
  const body = '#w-crm-body';

  it('is set up by keyboard: the address is copied, a secret is typed and saved, and does not stay', async () => {
    await open('setup-blocked', '#tab=setup');
    await page.waitForSelector(row);
    await page.focus(row);
    await page.keyboard.press('Enter');
    expect(await page.getAttribute(row, 'aria-expanded')).toBe('true');
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('address-crm');
    expect(await page.inputValue('#address-crm')).toBe('https://sidelight.acme.example/webhooks/acme/crm');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText('Copied.').waitFor();
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('in-webhook-crm');
    await page.keyboard.type('a-secret-of-the-app');
    expect(await page.getAttribute('#in-webhook-crm', 'type')).toBe('password');
    const posted = page.waitForRequest((request) => request.method() === 'POST');
    await page.keyboard.press('Enter');
    expect((await posted).postDataJSON()).toEqual({ signingKey: 'a-secret-of-the-app' });
    await page.getByRole('status').getByText('Saved.').waitFor();
    expect(await page.inputValue('#in-webhook-crm')).toBe('');
  });

  it('says what is wrong with a secret beside it, and the keyboard goes there', async () => {
    await open('setup-webhook-new', '#tab=setup');
    await page.click(row);
    await page.fill('#in-webhook-crm', 'short');
    await page.keyboard.press('Enter');
    await page.waitForSelector('#in-webhook-crm[aria-invalid=true]');
    expect(await focused()).toBe('in-webhook-crm');
    const told = (await page.getAttribute('#in-webhook-crm', 'aria-describedby')) ?? '';
    expect(await page.locator(`#${told}`).textContent()).toContain('it has at least 16 characters');
  });

  it('loses its secret in two steps, and what was typed outlives a look at the other tab', async () => {
    await open('setup-webhook-replaced', '#tab=setup');
    await page.click(row);
    await page.fill('#in-webhook-crm', 'half-typed');
    await page.click('#tab-status');
    await page.click('#tab-setup');
    await page.waitForSelector(body);
    expect(await page.inputValue('#in-webhook-crm')).toBe('half-typed');
    await page.click(`${body} .out .btn`);
    const posted = page.waitForRequest((request) => request.method() === 'POST');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect((await posted).postDataJSON()).toEqual({ signingKey: null });
    await page.getByRole('status').getByText('Removed.').waitFor();
  });
});

describe('an area that is too low', () => {
  it.each([
    ['setup-low', setupSayEn, /^Taxonomy is at 1 of 5: /],
    ['setup-low-german', setupSayDe, /^„Begriffe und Codes“ steht bei 1 von 5: /],
  ] as const)('in %s says what to do without a click', async (scenario, say, low) => {
    await open(scenario, '#tab=setup');
    await page.waitForSelector('.todo li');
    expect(await page.locator('.tower[aria-expanded=true]').count()).toBe(0);
    const remedies = [...Object.values(say.remedy), ...Object.values(say.remedyOf)].map(plainly);
    const isTold = (text: string) => remedies.some((remedy) => plainly(text).endsWith(remedy));
    const lows = (await page.locator('.todo li').allInnerTexts()).filter((text) => low.test(text));
    expect(lows.length).toBeGreaterThan(0);
    expect(lows.filter((text) => !isTold(text))).toEqual([]);
    const [next = ''] = await page.locator('.next p').allInnerTexts();
    expect(isTold(next), next).toBe(true);
  });

  /** As it is read: code has no backticks on the screen. */
  const plainly = (text: string) => text.replaceAll('`', '').replace(/\s+/g, ' ').trim();
});

describe('in German', () => {
  /** What stands between the parameters of every English sentence for the server's codes. */
  const fragments = (words: object): string[] =>
    Object.values(words).flatMap((text) =>
      typeof text === 'string' ? text.split(/\{\w+\}|%/).map((part) => part.trim()) : fragments(text),
    );

  it('readiness, what blocks and a test that failed stand there, and no English sentence', async () => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await setupPage.show(page, `${served.url}/zaf/nav_bar?scenario=setup-german`, 'setup-german');
    await page.waitForSelector('.result.failed');
    const shut = page.locator('.tower[aria-expanded=false]');
    while ((await shut.count()) > 0) await shut.first().click();
    const text = ((await page.locator('main').textContent()) ?? '').replace(/\s+/g, ' ');
    for (const sentence of [
      'Stripe kennt den Schlüssel, doch er darf das nicht lesen.',
      'Nötig sind: Customers: read, Subscriptions: read, Invoices: read.',
      'Mindestens eine Gruppe des Helpdesks für den Piloten wählen.',
      '„Überwachung und Alarm“ steht bei 1 von 5:',
      'Keine Zugangsdaten laufen in den nächsten 7 Tagen ab',
      'Unter Webhook „Anmelden“ drücken, dann „Test senden“.',
      'Das Ziel von 1,5 s ist an mindestens 100 Tickets in 30 Tagen gemessen',
    ])
      expect(text).toContain(sentence);
    const german = new Set(fragments(setupSayDe));
    const english = fragments(setupSayEn).filter((part) => part.length > 3 && !german.has(part));
    expect(english.filter((part) => part.includes(' ') && text.includes(part))).toEqual([]);
    expect(asked.filter((path) => /setup-say/.test(path))).toEqual(['/assets/setup-say-de']);
  });
});

describe('in every scenario', () => {
  let axe: string;
  beforeAll(async () => {
    axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  });

  it.each(Object.keys(setupScenarios))(
    '%s: axe finds nothing, light or dark, nothing is wider than the window, and no texts cross or are squeezed',
    async (scenario) => {
      for (const [width, scheme] of [
        [1284, 'light'],
        [320, 'dark'],
      ] as const) {
        const look = { scenario, width, scheme };
        const tools = { browser, url: served.url, axe };
        const isAsked = isAxeAsked(setupPage.scenarios, look);
        const { axe: found, isWide, texts } = await examinePage(setupPage, tools, look, isAsked);
        expect({ width, found, isWide, texts }).toEqual({ width, found: [], isWide: false, texts: [] });
      }
    },
  );
});
