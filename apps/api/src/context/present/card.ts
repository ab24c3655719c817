import type { Card, CardSource } from '@sidelight/shared/context/card.ts';
import type { Field } from '@sidelight/shared/context/field.ts';
import type { CardFrame, Show } from '@sidelight/shared/context/frame.ts';
import type { Reason } from '@sidelight/shared/failure/reason.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { mayReveal, type Sight, shownTo } from '../../privacy/mask.ts';
import type { CardPlan, FieldPlan, ReadPlan } from '../blueprint.ts';
import type { ReadState } from '../read/read-state.ts';
import { consentField } from './consent.ts';
import { fieldOf, type View } from './field.ts';
import { maskedOf } from './masked.ts';

/** A snapshot of one card from the states of its reads. Pure. */
export function cardOf(plan: CardPlan, stateOf: (read: string) => ReadState, view: View, version: number): Card {
  const fields = seenBy(view, plan).map((field) => {
    const read = plan.reads.find((candidate) => candidate.id === field.read)!;
    const isMasked = shownTo(field.spec, view) === 'masked';
    const isConsent = !isMasked && plan.consent?.[0]?.field === field;
    const shown = isConsent
      ? consentField(plan.consent, stateOf, view)
      : (isMasked ? maskedOf : fieldOf)(field, read, stateOf(field.read), view);
    return { id: field.id, show: field.spec.show, isMasked, field: shown };
  });
  return {
    id: plan.id,
    version,
    fields: folded(fields.flatMap(({ field, ...rest }) => (field ? [{ field, ...rest }] : []))),
    waiting: fields.flatMap(({ id, field }) => (field ? [] : [id])),
    sources: sourcesOf(plan.reads, stateOf, view),
  };
}

/** What somebody may not see takes no place: nothing they could do would show it. */
export const seenBy = (sight: Sight, { fields }: CardPlan): readonly FieldPlan[] =>
  fields.filter(({ spec }) => shownTo(spec, sight) !== 'nothing');

interface Drawn {
  readonly field: Field;
  readonly show: Show;
  readonly isMasked: boolean;
}

/**
 * Nothing on a whole card is said once, by its first field. What is masked goes by the others, whatever there is of it:
 * where they say that there is no subscription, nobody asks for its price.
 */
function folded(fields: readonly Drawn[]): Field[] {
  const isNothing = ({ field, isMasked }: Drawn) =>
    'receipt' in field && field.reason === undefined && (isMasked || field.state === 'absent');
  const isEmpty = fields.every(isNothing) && fields.some(({ isMasked }) => !isMasked);
  return fields.map(({ field, show, isMasked }, i) => {
    if (!isEmpty || i === 0 || !('receipt' in field)) return field;
    if (show !== 'extra') return { ...absentOf(field), isFolded: true };
    return isMasked ? absentOf(field) : field;
  });
}

const absentOf = ({
  id,
  label,
  receipt,
  ...rest
}: Extract<Field, { receipt: object }>): Extract<Field, { state: 'absent' }> => ({
  ...{ id, label, receipt, state: 'absent' },
  ...('none' in rest && rest.none !== undefined && { none: rest.none }),
});

/** The empty cards: what is drawn before anything is known. One with nothing for them is none. */
export const framesFor = (cards: readonly CardPlan[], locale: string, sight: Sight): CardFrame[] =>
  cards.map((plan) => frameOf(plan, locale, sight)).filter(({ fields }) => fields.length > 0);

const frameOf = (plan: CardPlan, locale: string, sight: Sight): CardFrame => ({
  id: plan.id,
  title: say(plan.title, locale),
  fields: seenBy(sight, plan).map(({ id, spec, marks }) => ({
    ...{ id, label: say(spec.label, locale), show: spec.show },
    ...marks,
    ...(mayReveal(spec, sight.role) && { canReveal: true as const }),
  })),
});

/** Worst first: a vendor asked twice is as good as its worse answer. */
const order = ['failed', 'waiting', 'stale', 'unlinked', 'ok'] as const;

function sourcesOf(reads: readonly ReadPlan[], stateOf: (read: string) => ReadState, view: View): CardSource[] {
  const bySource = new Map<string, CardSource>();
  for (const read of reads) {
    const found = aged(sourceOf(read, stateOf(read.id)), stateOf(read.id), view.silentBecause(read.connector));
    const next = doubted(found, view.givesWrongValues(read.connector));
    const seen = bySource.get(read.source);
    bySource.set(read.source, seen ? worse(seen, next) : next);
  }
  return [...bySource.values()];
}

/** Only of what it has answered: what it could not be asked is not wrong. */
const doubted = (source: CardSource, isWrong: boolean): CardSource =>
  isWrong && (source.state === 'ok' || source.state === 'stale') ? { ...source, reason: 'wrong_values' } : source;

/** Young enough to be believed, and still from before: "now" would say that it answers. */
const aged = (source: CardSource, state: ReadState, reason: Reason | undefined): CardSource =>
  reason && state.kind === 'fresh' && state.isCached && source.state === 'ok'
    ? { ...source, state: 'stale', reason }
    : source;

function worse(a: CardSource, b: CardSource): CardSource {
  const worst = order.indexOf(a.state) <= order.indexOf(b.state) ? a : b;
  const readAt = [a.readAt, b.readAt].filter((at) => at !== undefined).sort()[0];
  return { ...worst, ...(readAt === undefined ? {} : { readAt }) };
}

function sourceOf(read: ReadPlan, state: ReadState): CardSource {
  const named = { system: read.system, name: read.source };
  const at = (ms: number) => new Date(ms).toISOString();
  switch (state.kind) {
    case 'waiting':
      return { ...named, state: 'waiting' };
    case 'unlinked':
      return { ...named, state: 'unlinked' };
    case 'blocked':
      return { ...named, state: 'unlinked', reason: state.reason };
    case 'nobody':
      return { ...named, state: 'ok', readAt: at(state.readAtMs) };
    case 'failed':
      return { ...named, state: 'failed', reason: state.reason };
    case 'fresh':
      if (state.known.answer.isNobodyAsked) return { ...named, state: 'unlinked' };
      return { ...named, state: 'ok', readAt: state.known.readAt };
    case 'stale': {
      const reason = state.reason === undefined ? {} : { reason: state.reason };
      return { ...named, state: 'stale', readAt: state.known.readAt, ...reason };
    }
  }
}
