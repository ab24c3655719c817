import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { appWebhooksDe } from './app-webhooks-de.ts';
import { appWebhooksEn } from './app-webhooks-en.ts';
import { loadAppWebhooksWords } from './app-webhooks-load.ts';

const blanks = (words: object): unknown =>
  Object.fromEntries(
    Object.entries(words).map(([key, value]) => [
      key,
      typeof value === 'string' ? (value.match(/%/g) ?? []).length : blanks(value),
    ]),
  );

it('have the same blanks in both languages, and are of the reader’s', async () => {
  expect(blanks(appWebhooksDe)).toEqual(blanks(appWebhooksEn));
  expect(await loadAppWebhooksWords('de-AT')).toBe(appWebhooksDe);
  expect(await loadAppWebhooksWords('fr')).toBe(appWebhooksEn);
});

it('have none that nobody says', () => {
  const view = new URL('../view/app-webhooks/', import.meta.url);
  const source = readdirSync(view)
    .map((name) => readFileSync(new URL(name, view), 'utf8'))
    .join('\n');
  const said = new Set(
    [...source.matchAll(/\bwords\.(\w+)/g), ...source.matchAll(/words: '(\w+)'/g)].map(([, w]) => w),
  );
  // Said by what was just done.
  for (const state of ['saving', 'saved', 'removing', 'removed', 'copied', 'not_copied']) said.add(state);
  expect(Object.keys(appWebhooksEn).filter((word) => !said.has(word))).toEqual([]);
});
