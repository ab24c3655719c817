import type { Field, Why } from '@sidelight/shared/context/field.ts';
import { say, type Text } from '@sidelight/shared/map/text.ts';
import type { ConsentPlan } from '../blueprint.ts';
import type { ReadState } from '../read/read-state.ts';
import { fieldOf, type View } from './field.ts';

type Known = Extract<Field, { state: 'ok' | 'stale' }>;

/** What one system says. `silent`: it was asked, and says nothing. */
interface Word {
  readonly field: Field | undefined;
  readonly says: 'yes' | 'no' | 'silent' | 'waiting' | 'failed';
}

const words = {
  says: { en: '% says: ', de: '% sagt: ' },
  stricter: { en: 'The stricter counts.', de: 'Das Strengere zählt.' },
} as const satisfies Record<string, Text>;

/** Whether the requester may be sent advertising, as one field: whoever says no outweighs all that say yes. Pure. */
export function consentField(plan: ConsentPlan, stateOf: (read: string) => ReadState, view: View): Field | undefined {
  const all = wordsOf(plan, stateOf, view);
  const [first] = all;
  const of = (says: Word['says']) => all.find((word) => word.says === says);
  const no = of('no');
  if (!no && of('waiting')) return undefined;
  const told = no ?? of('failed') ?? of('yes') ?? first;
  if (!told?.field || !first) return undefined;
  const { field } = told;
  const named = {
    id: plan[0]?.field.id ?? field.id,
    label: say(plan[0]?.field.spec.label ?? field.label, view.locale),
  };
  if (!isKnown(field)) return { ...field, ...named };
  const others = all.filter((word) => word !== told && word.says !== told.says);
  const why = [...(field.receipt.why ?? []), ...dissent(others, view.locale)];
  const receipt = why.length > 0 ? { ...field.receipt, why } : field.receipt;
  return { ...withSource(field), ...named, receipt };
}

/** Only what is known now, and known to be yes, is one: an old yes, and none at all, are not. */
export function isAgreed(plan: ConsentPlan | undefined, stateOf: (read: string) => ReadState, view: View): boolean {
  const all = plan ? wordsOf(plan, stateOf, view) : [];
  const isCertain = ({ field, says }: Word) => says === 'silent' || (field?.state === 'ok' && !field.reason);
  return all.some(({ says }) => says === 'yes') && all.every((word) => word.says !== 'no' && isCertain(word));
}

const wordsOf = (plan: ConsentPlan, stateOf: (read: string) => ReadState, view: View): readonly Word[] =>
  plan.map(({ field: own, read }) => {
    const field = fieldOf(own, read, stateOf(read.id), view);
    if (!field) return { field, says: 'waiting' };
    if (field.state === 'failed') return { field, says: 'failed' };
    // That it said nothing once, or says nothing while it gives wrong values, is no answer.
    const isDoubted = stateOf(read.id).kind === 'stale' || ('reason' in field && field.reason !== undefined);
    if (!isKnown(field)) return { field, says: isDoubted ? 'failed' : 'silent' };
    const { value } = field;
    const isYes = value.kind === 'code' && own.spec.consent?.yes.includes(value.code) === true;
    return { field, says: isYes ? 'yes' : 'no' };
  });

const isKnown = (field: Field): field is Known => field.state === 'ok' || field.state === 'stale';

/** One line says it all: what, by whom, and since when. */
const withSource = (field: Known): Known =>
  field.value.kind === 'code'
    ? { ...field, value: { ...field.value, label: `${field.value.label} (${field.receipt.source})` } }
    : field;

/** What the others say instead. */
function dissent(others: readonly Word[], locale: string): Why {
  const against = others.flatMap(({ field }) => (field && isKnown(field) ? [field] : []));
  if (against.length === 0) return [];
  const told = against.flatMap(
    ({ receipt: { source }, value }): Why => [` ${say(words.says, locale).replace('%', source)}`, value, '.'],
  );
  return [...told, ` ${say(words.stricter, locale)}`];
}
