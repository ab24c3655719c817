import { Area } from '@sidelight/shared/setup/area.ts';
import { Blocker } from '@sidelight/shared/setup/blocker.ts';
import { Claim } from '@sidelight/shared/setup/claim.ts';
import { InputLabel } from '@sidelight/shared/setup/connection.ts';
import { Finding } from '@sidelight/shared/setup/finding.ts';
import { Phase } from '@sidelight/shared/setup/phase.ts';
import { SetupFailure } from '@sidelight/shared/setup/setup-failure.ts';
import { StepReason } from '@sidelight/shared/setup/step-reason.ts';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { createFormat } from '../../words/format.ts';
import { setupSayDe } from '../../words/setup-say-de.ts';
import { setupSayEn } from '../../words/setup-say-en.ts';
import type { SetupSay } from '../../words/setup-words.ts';
import { createMeasures } from '../../words/status-format.ts';
import { failureWords } from './failure-words.ts';
import { type SentenceContext, sentence } from './sentence.ts';

const contextOf = (say: SetupSay): SentenceContext => ({
  ...{ say, ...createFormat(say.language), ...createMeasures(say.language) },
  nowMs: () => Date.parse('2026-11-25T10:00:00Z'),
});
const languages = [contextOf(setupSayEn), contextOf(setupSayDe)];

/** One value of every shape a union has; what is open is filled with what cannot stand in any sentence of ours. */
function samples(schema: unknown): unknown[] {
  const {
    oneOf,
    anyOf,
    enum: words,
    const: only,
    type,
    properties,
    items,
  } = z.looseObject({ type: z.string().optional() }).parse(schema);
  const kinds = z
    .array(z.unknown())
    .optional()
    .parse(oneOf ?? anyOf);
  if (kinds) return kinds.flatMap(samples);
  if (only !== undefined) return [only];
  if (Array.isArray(words)) return words;
  if (type === 'integer' || type === 'number') return [7319];
  if (type === 'array') return [samples(items)];
  if (type !== 'object') return ['Xyzzy'];
  const parts = Object.entries(z.record(z.string(), z.unknown()).parse(properties));
  return parts.reduce<object[]>(
    (made, [name, part]) => made.flatMap((one) => samples(part).map((value) => ({ ...one, [name]: value }))),
    [{}],
  );
}
const every = <T>(schema: z.ZodType<T>): T[] => samples(z.toJSONSchema(schema)).map((one) => schema.parse(one));

/** Every sentence there can be, with its code. */
const sentencesIn = (context: SentenceContext): [string, string][] => {
  const { say } = context;
  return [
    ...every(Claim).map((one): [string, string] => [one.code, sentence(say.claim[one.code], one, context)]),
    ...every(Finding).map((one): [string, string] => [one.code, sentence(say.found[one.code], one, context)]),
    ...every(Blocker).map((one): [string, string] => [one.code, sentence(say.blocker[one.code], one, context)]),
    ...every(StepReason).map((one): [string, string] => [one.code, sentence(say.stepReason[one.code], one, context)]),
    ...every(SetupFailure).flatMap((one): [string, string][] => {
      const { reason, remedy } = failureWords(one, 'Xyzzy', context);
      return [
        [`${one.code} reason`, reason],
        [`${one.code} remedy`, remedy],
      ];
    }),
    ...Object.entries({ ...say.remedy, ...say.remedyOf }),
  ];
};

/** Of a sentence, whatever is no word of a language: names of files, commands, variables and settings. */
const inWords = (text: string) =>
  text.replace(/`[^`]*`|https?:\/\/\S*|\b[A-Z]+_[A-Z_]+\b|\b[\w-]+\.(?:yaml|md)\b|\b\w+:\w+\b|map (?:lint|drift)/g, '');
const ENGLISH =
  /\b(?:the|this|that|of|and|or|is|are|were|not|no|none|with|every|all|has|have|been|by|to|it|its|which|what|from|for|nobody|somebody|connect|register|owner|agents?|tickets? with)\b/i;

describe.each(languages)('in $say.language', (context) => {
  it('every code has a sentence that uses all its parameters and leaves no blank', () => {
    const bad = sentencesIn(context).filter(
      ([, text]) => !text || /[{}]|undefined|object|NaN|\b[a-z]+_[a-z_]+\b/.test(inWords(text)),
    );
    expect(bad).toEqual([]);
  });

  it('each parameter is said', () => {
    const { say } = context;
    const blanks = (text: string | readonly string[]) =>
      [...new Set([text].flat().flatMap((one) => [...one.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)))].sort();
    const names = (one: object) =>
      Object.keys(one)
        .filter((name) => name !== 'code')
        .sort();
    const said = [
      ...every(Claim).map((one) => [one.code, names(one), blanks(say.claim[one.code])] as const),
      ...every(Finding).map((one) => [one.code, names(one), blanks(say.found[one.code])] as const),
      ...every(Blocker).map((one) => [one.code, names(one), blanks(say.blocker[one.code])] as const),
      ...every(StepReason).map((one) => [one.code, names(one), blanks(say.stepReason[one.code])] as const),
      ...every(SetupFailure).flatMap((one) => {
        if (one.code === 'vendor') return [];
        const { reason, remedy } = say.failure[one.code];
        return [[one.code, names(one), blanks([reason, remedy]).filter((name) => name !== 'vendor')] as const];
      }),
    ];
    expect(said.filter(([, given, used]) => String(given) !== String(used))).toEqual([]);
  });
});

describe('in German', () => {
  const [, german] = languages;

  it('no word of English is left', () => {
    const english = sentencesIn(german!).filter(([, text]) => ENGLISH.test(inWords(text)));
    expect(english).toEqual([]);
    const labels = every(InputLabel).flatMap((label) => (label.kind === 'sample' ? [label] : []));
    expect(labels.map(({ about, by }) => setupSayDe.sampleAbout[about] + setupSayDe.sampleBy[by])).not.toContain('');
  });

  it('reads as a support lead would say it', () => {
    const breaches = [
      { criterion: 'in_time', limit: 95, measured: 91.4 },
      { criterion: 'down', limit: 15, measured: 22 },
    ] as const;
    const untilMs = Date.parse('2026-11-25T11:30:00Z');
    const say = (one: Blocker) => sentence(setupSayDe.blocker[one.code], one, german!);
    expect(say({ code: 'low', area: 'training', score: 2, least: 3, phase: 'groups' })).toBe(
      '„Schulung“ steht bei 2 von 5: Für „Gruppen“ ist überall 3 nötig.',
    );
    expect(say({ code: 'breached', breaches: [...breaches], minutes: 60 })).toBe(
      'In den letzten 60 Minuten kamen nur 91,4 % der Kontexte rechtzeitig (nötig: 95 %) und war ein System 22 Minuten ' +
        'ausgefallen oder lehnte unsere Anmeldung ab (erlaubt: 15): Die nächste Phase würde sofort wieder zurückgenommen.',
    );
    expect(say({ code: 'watched_first', minutes: 60, untilMs })).toMatch(/bis \d\d:30\.$/);
    const found: Finding = { code: 'flows_not_seen', names: { first: ['a', 'b'], more: 3 } };
    expect(sentence(setupSayDe.found[found.code], found, german!)).toBe('Nicht gesehen: a, b und 3 weitere');
    const one: Finding = { code: 'pages_read', count: 1 };
    expect(sentence(setupSayDe.found[one.code], one, german!)).toBe('1 Seite');
  });

  it.each([...Area.options, ...Phase.options])('%s has a name', (code) => {
    expect({ ...setupSayDe.area, ...setupSayDe.phase }[code]).toMatch(/^[A-ZÄÖÜ]/);
  });
});
