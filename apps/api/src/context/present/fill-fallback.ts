import type { Fallback } from '@sidelight/shared/context/field.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import { type CustomerSentence, customerSentence } from '@sidelight/shared/map/customer-sentence.ts';
import { PLACEHOLDER } from '@sidelight/shared/map/placeholder.ts';
import type { FallbackSpec, Role } from '@sidelight/shared/map/system.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { FieldPlan } from '../blueprint.ts';
import type { Reading } from './to-value.ts';

/** What a fallback's `{{…}}` may name: `requester.email`, `console.<connector>`. Absent means not known. */
export type Placeholders = Readonly<Record<string, string | undefined>>;

const NOT_KNOWN = '…';

/** Steps are for the reader, a sentence is for the customer: advertising only where they want it. */
interface Readers extends Pick<Reading, 'locale' | 'customerLocale'> {
  readonly mayAdvertise?: boolean;
}

/** The map's fallback, with what is known filled in. A link that lacks a part is left out. */
export function fillFallback(
  plan: FieldPlan,
  reason: Reason,
  role: Role,
  { locale, customerLocale, mayAdvertise }: Readers,
  known: Placeholders,
): Fallback {
  const words = (text: string) => text.replace(PLACEHOLDER, (_, name: string) => ownValue(known, name) ?? NOT_KNOWN);
  const filled = (said: CustomerSentence) => ({ ...said, sentence: words(said.sentence) });
  const { steps, marketing } = plan.fallback;
  const sentence = marketing && !mayAdvertise ? undefined : plan.fallback.sentence;
  return {
    // The lint sees to it that each role has one.
    steps: stepsFor(reason, steps.filter(isFor(role)), locale, known).map((step) => {
      const url = step.link === undefined ? undefined : link(step.link, known);
      return { text: words(say(step.text, locale)), ...(url === undefined ? {} : { url }) };
    }),
    ...(sentence === undefined ? {} : filled(customerSentence(sentence, customerLocale, locale))),
    owner: say(plan.owner.name, locale),
    contact: plan.owner.contact,
  };
}

type Steps = FallbackSpec['steps'];

/** Those for this reason, where all that they name is known; else those for any. */
function stepsFor(reason: Reason, steps: Steps, locale: string, known: Placeholders): Steps {
  const own = steps.filter((step) => step.reasons?.includes(reason));
  const names = own.flatMap(({ text }) => [...say(text, locale).matchAll(PLACEHOLDER)].map(([, name = '']) => name));
  const isTold = own.length > 0 && names.every((name) => ownValue(known, name) !== undefined);
  return isTold ? own : steps.filter((step) => step.reasons === undefined);
}

const isFor =
  (role: Role) =>
  ({ roles }: FallbackSpec['steps'][number]): boolean =>
    roles === undefined || roles.includes(role);

/** `{{console.…}}` is a base we configured and stays as it is; everything else is data and is escaped. */
function link(template: string, known: Placeholders): string | undefined {
  let isWhole = true;
  const url = template.replace(PLACEHOLDER, (_, name: string) => {
    const value = ownValue(known, name);
    if (value === undefined) isWhole = false;
    return name.startsWith('console.') ? (value ?? '') : encodeURIComponent(value ?? '');
  });
  return isWhole && /^https?:\/\//.test(url) ? url : undefined;
}
