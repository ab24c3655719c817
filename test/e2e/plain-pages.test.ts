import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { connectPage } from '@sidelight/api/http/connect-page.ts';
import { notYetPage } from '@sidelight/api/http/not-yet-page.ts';
import { plainPage } from '@sidelight/api/http/plain-page.ts';
import { type PlainPage, plainWords } from '@sidelight/api/http/plain-page-words.ts';
import express from 'express';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { listen } from '../world/listen.ts';
import { launchBrowser } from './launch-browser.ts';

const links = [
  { href: 'https://acme.zendesk.com/oauth', text: 'open_helpdesk' },
  { href: 'https://acme.zendesk.com/oauth?less', text: 'ask_for_less' },
] as const;
// Every key of the record is one of these pages.
const PLAIN = Object.keys(plainWords.en.pages) as PlainPage[];

let browser: Browser;
let served: Awaited<ReturnType<typeof listen>>;
let axe: string;
beforeAll(async () => {
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const app = express().use((_req, res, next) => {
    res.locals.requestId = 'r1';
    next();
  });
  for (const page of PLAIN)
    app.get(`/${page}`, (_req, res) =>
      plainPage(res, undefined, page, { links, details: ['PUBLIC_URL', 'SECRETS_KEY'] }),
    );
  const template = await readFile(join(import.meta.dirname, '../../apps/sidebar/dist/connect.html'), 'utf8');
  const assets = join(import.meta.dirname, '../../apps/sidebar/dist/assets');
  app.use('/assets', express.static(assets)).get('/connect-here', (_req, res) =>
    connectPage(res, {
      template,
      sdkUrl: undefined,
      links,
      origin: "'none'",
      location: 'nav_bar',
      query: {},
      continued: 'x',
      asks: 'connect',
    }),
  );
  app.get('/not-yet', (_req, res) => notYetPage(res, "'none'", { locale: 'de', colorScheme: 'dark' }));
  served = await listen(app, 0);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await served.close();
});

const Found = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
  passes: z.array(z.unknown()),
});

// One in light and German, the next in dark and English.
const NAMES = [...PLAIN, 'connect-here', 'not-yet'].map((name, i) => [name, i % 2 === 0] as const);

it.each(NAMES)('axe finds nothing on %s, and nothing is beyond its edge', async (name, isEven) => {
  const context = await browser.newContext({
    ...{ viewport: { width: 320, height: 600 }, colorScheme: isEven ? 'light' : 'dark' },
    locale: isEven ? 'de-DE' : 'en-US',
  });
  const page = await context.newPage();
  await page.goto(`${served.url}/${name}`);
  // The page that connects waits for the helpdesk's word first.
  await page.locator('h1').first().waitFor();
  await page.evaluate(axe);
  const found = Found.parse(await page.evaluate("axe.run({ rules: { 'target-size': { enabled: true } } })"));
  expect(found.passes.length).toBeGreaterThan(5);
  expect(found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([]);
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(320);
  await context.close();
});
