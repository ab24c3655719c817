import type { Issue, Value } from '@sidelight/shared/context/value.ts';
import { languageNote, nameOf } from '@sidelight/shared/map/customer-sentence.ts';
import type { FieldSpec } from '@sidelight/shared/map/system.ts';
import { languageOf, say, Text } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { zoneName } from '@sidelight/shared/zone-name.ts';
import { z } from 'zod';
import { EXPRESSION_FAILED } from '../read/read-state.ts';
import { matchIssues } from './match-issues.ts';
import { type OpenTicket, pastTickets } from './past-tickets.ts';
import { trend } from './trend.ts';
import { wordFor } from './word-for.ts';

/** What the reader of a value brings: their language, and the ticket's tags. */
export interface Reading {
  readonly locale: string;
  /** The customer's language, where the helpdesk knows it: what may be sent to them is in it. */
  readonly customerLocale?: string | undefined;
  readonly tags: readonly string[];
  /** The ticket that is open; absent where none is, as of one that is not saved yet. */
  readonly ticket?: OpenTicket;
}

/** What decides which values fit. */
interface Shape {
  readonly spec: Pick<FieldSpec, 'type' | 'values' | 'sentencesIn'>;
}

const nullish = z.null().optional();
const time = z.string().refine((text) => !Number.isNaN(Date.parse(text)));
const Money = z.object({ amount: z.string(), currency: z.string(), at: time.or(nullish) });
const MoneyList = z.array(Money);
const Code = z.union([
  z.string().transform((code) => ({ code, since: undefined })),
  z.object({ code: z.string(), since: time.or(nullish) }),
]);
const Count = z.union([
  z.number().transform((number) => ({ number, of: undefined, note: undefined })),
  z.object({ number: z.number(), of: z.number().or(nullish), note: Text.or(nullish) }),
]);
// The object has the one key that K names.
const present = <K extends string, V>(key: K, value: V | null | undefined): { [P in K]?: V } =>
  value === null || value === undefined ? {} : ({ [key]: value } as { [P in K]: V });

/**
 * Turns what an expression found into a value of the field's type.
 * `null`: the source holds nothing there. `undefined`: it holds something that is no such value.
 */
export function toValue(found: unknown, plan: Shape, reading: Reading): Value | null | undefined {
  if (found === EXPRESSION_FAILED) return undefined;
  if (found === null || found === undefined || found === '') return null;
  switch (plan.spec.type) {
    case 'text':
      return text(found, reading.locale);
    case 'code':
      return code(found, plan, reading.locale);
    case 'number': {
      const count = Count.safeParse(found).data;
      return (
        count && {
          ...{ kind: 'number', number: count.number, ...present('of', count.of) },
          ...present('note', count.note && say(count.note, reading.locale)),
        }
      );
    }
    case 'money':
      return money(found);
    case 'date': {
      const at = time.safeParse(found).data;
      return at === undefined ? undefined : { kind: 'date', at };
    }
    case 'local_time':
      return localTime(found, reading.locale);
    case 'due':
      return due(found, plan, reading.locale);
    case 'trend':
      return trend(found, plan.spec.values, reading.locale);
    case 'issues': {
      const matched = matchIssues(found, reading.tags, (word) => {
        const known = ownValue(plan.spec.values, word);
        return known && { label: say(known.label, reading.locale), tone: known.tone };
      });
      return (
        matched && { kind: 'issues', ...matched, items: matched.items.map((issue) => inLanguage(issue, plan, reading)) }
      );
    }
    case 'tickets':
      return pastTickets(found, plan.spec.values ?? {}, reading);
  }
}

/** Words of ours come in the reader's language; a vendor's are as they are. */
function text(found: unknown, locale: string): Value | undefined {
  if (typeof found === 'string' || typeof found === 'number') return { kind: 'text', text: String(found) };
  const words = Text.safeParse(found).data;
  return words === undefined ? undefined : { kind: 'text', text: say(words, locale) };
}

function code(found: unknown, plan: Shape, locale: string): Value | undefined {
  const parsed = Code.safeParse(found).data;
  if (!parsed) return undefined;
  const known = ownValue(plan.spec.values, parsed.code);
  return {
    kind: 'code',
    code: parsed.code,
    // A code the map has no word for is shown as it is, never as the nearest label.
    label: known ? say(known.label, locale) : parsed.code,
    // Nobody should answer by what nobody has explained.
    tone: known ? known.tone : 'warn',
    isConfirmed: known !== undefined,
    ...present('since', parsed.since),
  };
}

/** A tracker's sentence is in one language, whoever the customer is. */
function inLanguage(issue: Issue, { spec }: Shape, { locale, customerLocale }: Reading): Issue {
  const note = issue.sentence && languageNote(spec.sentencesIn ?? 'en', customerLocale, locale);
  return note ? { ...issue, note } : issue;
}

const Local = z.object({ zone: z.string(), language: z.string().or(nullish) });

/**
 * What time it is for somebody; a zone that nobody knows is none. The zone's own city stays out: Lagos chooses a zone
 * that is named after Algiers.
 */
function localTime(found: unknown, locale: string): Value | null | undefined {
  const parsed = Local.safeParse(found).data;
  if (!parsed) return undefined;
  const { zone, language } = parsed;
  if (zoneName(zone) === undefined) return null;
  const note = language ? nameOf(languageOf(language), locale) : undefined;
  return { kind: 'date', at: 'now', zone, ...present('note', note) };
}

/** A time with what is due at it; once it is over, that it was missed. */
function due(found: unknown, { spec: { values } }: Shape, locale: string): Value | undefined {
  const parsed = Code.safeParse(found).data;
  if (!parsed?.since) return undefined;
  const word = (code: string) => wordFor(values, code, locale);
  const before = word(parsed.code) ?? word('due') ?? parsed.code;
  return { kind: 'date', at: parsed.since, due: { before, after: word('missed') ?? before } };
}

function money(found: unknown): Value | null | undefined {
  const amounts = Array.isArray(found) ? MoneyList.safeParse(found).data : undefined;
  if (Array.isArray(found) && !amounts) return undefined;
  if (amounts?.length === 0) return null;
  const first = amounts ? amounts[0] : Money.safeParse(found).data;
  if (!first) return undefined;
  const more = (amounts ?? []).slice(1).map(({ amount, currency }) => ({ amount, currency }));
  return {
    kind: 'money',
    amount: first.amount,
    currency: first.currency,
    ...present('at', first.at),
    ...(more.length === 0 ? {} : { more }),
  };
}
