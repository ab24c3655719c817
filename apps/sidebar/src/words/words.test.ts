import { readdirSync, readFileSync } from 'node:fs';
import { Customer, Evidence } from '@sidelight/shared/context/customer.ts';
import { Unlinked } from '@sidelight/shared/context/field.ts';
import { ProblemCode } from '@sidelight/shared/failure/problem.ts';
import { Reason } from '@sidelight/shared/failure/reason.ts';
import { IncidentState } from '@sidelight/shared/health/incident.ts';
import { describe, expect, it } from 'vitest';
import { bannerDe } from './banner-de.ts';
import { bannerEn } from './banner-en.ts';
import { de } from './de.ts';
import { en } from './en.ts';
import { fill, type Words } from './words.ts';

const languages: Readonly<Record<string, Words>> = { en, de };
const customerStates = Customer.options.map((option) => option.shape.state.value).filter((state) => state !== 'linked');

/** Every text of a language, by its path. */
function texts(words: object, path = ''): [string, string][] {
  return Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : texts(value, `${path}${key}.`),
  );
}

describe.each(Object.entries(languages))('%s', (_, words) => {
  it.each([
    ['reason', words.reasons, Reason.options],
    ['cause of an unlinked field', words.unlinked, Unlinked.options],
    ['state of the customer', words.customer, customerStates],
    ['kind of evidence', words.evidence, Evidence.options],
    ['refusal', words.problems, ProblemCode.options],
    ['trouble', words.trouble, ['broken', 'retrying', 'garbled', 'no_host']],
  ])('has a sentence for every %s, and none for anything else', (_name, sentences, all) => {
    expect(Object.keys(sentences).sort()).toEqual([...all].sort());
  });

  it('says something everywhere, with the same blanks as English', () => {
    const blanks = (all: [string, string][]) => all.map(([path, text]) => [path, text.split('%').length]);
    expect(blanks(texts(words))).toEqual(blanks(texts(en)));
    expect(texts(words).filter(([, text]) => !text.trim())).toEqual([]);
  });

  it('names the system in every reason, once', () => {
    for (const sentence of Object.values(words.reasons))
      expect(fill(sentence, 'Stripe').match(/Stripe/g)).toHaveLength(1);
  });
});

it('has a banner for every state, in each language with the same blanks', () => {
  for (const words of [bannerEn, bannerDe]) {
    expect(Object.keys(words.state).sort()).toEqual([...IncidentState.options].sort());
    const blanks = (all: [string, string][]) => all.map(([path, text]) => [path, text.split('%').length]);
    expect(blanks(texts(words))).toEqual(blanks(texts(bannerEn)));
  }
});

it('has no word that nobody says, and says none that it has not', () => {
  const view = new URL('../view/', import.meta.url);
  const source = readdirSync(view)
    .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
    .map((name) => readFileSync(new URL(name, view), 'utf8'))
    .join('\n');
  const said = [...source.matchAll(/\bui\.(\w+)/g)].map(([, word]) => word);
  // Chosen by a value: what an action came to, which way a link goes, which system confirms.
  const chosen = [
    'copied',
    'inserted',
    'refused',
    'told',
    'already',
    'undeliverable',
    'pin',
    'reject',
    'helpdesk',
    'crm',
  ];
  expect([...new Set([...said, ...chosen])].sort()).toEqual(Object.keys(en.ui).sort());
});

describe('fill', () => {
  it('puts values in in order, takes them as they are, and leaves a blank nobody fills empty', () => {
    expect(fill('% of %', '3', '5')).toBe('3 of 5');
    expect(fill('Why “%”?', '100% $& sure')).toBe('Why “100% $& sure”?');
    expect(fill('% old')).toBe(' old');
  });
});
