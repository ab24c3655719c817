import { expect, it } from 'vitest';
import { appWebhooksDe } from './app-webhooks-de.ts';
import { appWebhooksEn } from './app-webhooks-en.ts';
import { setupPartsDe } from './setup-parts-de.ts';
import { setupPartsEn } from './setup-parts-en.ts';
import { setupSayDe } from './setup-say-de.ts';
import { setupSayEn } from './setup-say-en.ts';
import { germanPage } from './status-de.ts';
import { statusEn } from './status-en.ts';
import { unfoldDe } from './unfold-de.ts';
import { unfoldEn } from './unfold-en.ts';

const textsIn = (words: unknown): readonly string[] =>
  typeof words === 'string'
    ? [words]
    : typeof words === 'object' && words !== null
      ? Object.values(words).flatMap(textsIn)
      : [];
const bare = (text: string) => text.replace(/\s*…$/, '');

it.each([
  ['English', [setupSayEn, setupPartsEn, appWebhooksEn], [statusEn, unfoldEn], /“([^”%{]+)”/g],
  ['German', [setupSayDe, setupPartsDe, appWebhooksDe], [germanPage.say, unfoldDe], /„([^“%{]+)“/g],
] as const)('what the setup page says to press is a button that is called so: %s', (_, setup, others, quoted) => {
  const said = setup.flatMap(textsIn);
  const names = [...said, ...others.flatMap(textsIn)].map(bare);
  const wanted = said.flatMap((text) => [...text.matchAll(quoted)].map(([, name = '']) => bare(name)));
  expect(wanted.length).toBeGreaterThan(5);
  expect(wanted.filter((name) => !names.some((other) => other === name || other.startsWith(`${name} `)))).toEqual([]);
});
