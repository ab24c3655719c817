import { chromium } from 'playwright-core';
import { startWorld } from '../world.ts';
import { startHelpdeskPage } from './start.ts';
import { startTryApp } from './try-app.ts';

const app = await startTryApp();
const world = await startWorld({ customers: 20, apiUrl: app.url });
const page = await startHelpdeskPage({ port: 0, world, apiUrl: app.url });
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
try {
  const tab = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  tab.on('console', (m) => console.log('console', m.type(), m.text()));
  tab.on('pageerror', (e) => console.log('pageerror', e.message));
  await tab.goto(page.url);
  await tab.waitForSelector('[data-ticket-row="1001"]');
  await tab.screenshot({ path: '/tmp/hd/list.png' });
  await tab.click('[data-ticket-row="1001"]');
  const frame = tab.frameLocator('iframe[data-app-frame="1001"]');
  await frame.locator('text=registered').waitFor({ timeout: 5000 });
  await tab.waitForTimeout(300);
  await tab.screenshot({ path: '/tmp/hd/ticket.png' });
  console.log(await frame.locator('body').innerText());
  await tab.click('[data-simulation-toggle]');
  await tab.selectOption('[data-fault-select="billing"]', 'hang');
  await tab.waitForTimeout(500);
  await tab.click('[data-theme-toggle]');
  await tab.waitForTimeout(300);
  await tab.screenshot({ path: '/tmp/hd/dark.png' });
  console.log(app.seen);
} finally {
  await browser.close();
  await page.stop();
  await world.stop();
  app.stop();
}
