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
import { unfoldDe } from './unfold-de.ts';
import { unfoldEn } from './unfold-en.ts';
import { fill, type Words } from './words.ts';

const languages: Readonly<Record<string, Words & { unfold: typeof unfoldEn | typeof unfoldDe }>> = {
  en: { ...en, unfold: unfoldEn },
  de: { ...de, unfold: unfoldDe },
};
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
    ['state of the customer', words.unfold.customer, customerStates],
    ['kind of evidence', words.evidence, Evidence.options],
    ['refusal', words.unfold.problems, ProblemCode.options],
    ['trouble', words.trouble, ['broken', 'retrying', 'garbled', 'no_host']],
  ])('has a sentence for every %s, and none for anything else', (_name, sentences, all) => {
    expect(Object.keys(sentences).sort()).toEqual([...all].sort());
  });

  it('says something everywhere, with the same blanks as English', () => {
    const blanks = (all: [string, string][]) => all.map(([path, text]) => [path, text.split('%').length]);
    expect(blanks(texts(words))).toEqual(blanks(texts(languages.en ?? {})));
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
  const read = (folder: URL) =>
    readdirSync(folder)
      .filter((name) => /(?<!\.test)\.tsx?$/.test(name))
      .map((name) => readFileSync(new URL(name, folder), 'utf8'))
      .join('\n');
  const late = read(new URL('unfold/', view));
  const said = (source: string, object: string) =>
    [...source.matchAll(new RegExp(`\\b${object}\\.(\\w+)`, 'g'))].map(([, word]) => word);
  expect([...new Set([...said(read(view), 'ui'), ...said(late, 'ui')])].sort()).toEqual(Object.keys(en.ui).sort());
  // Chosen by a value: what an action came to, which way a link goes, which system confirms; the first two by a state.
  const chosen = ['customer', 'problems', 'copied', 'refused', 'told', 'already'];
  const more = ['undeliverable', 'pin', 'reject', 'ruledOut', 'takeBack', 'helpdesk', 'crm'];
  expect([...new Set([...said(late, 'say'), ...chosen, ...more])].sort()).toEqual(Object.keys(unfoldEn).sort());
});

describe('fill', () => {
  it('puts values in in order, takes them as they are, and leaves a blank nobody fills empty', () => {
    expect(fill('% of %', '3', '5')).toBe('3 of 5');
    expect(fill('Why “%”?', '100% $& sure')).toBe('Why “100% $& sure”?');
    expect(fill('% old')).toBe(' old');
  });
});
