import type { Fallback, Field } from '@sidelight/shared/context/field.ts';
import type { CardView } from '../../model/state.ts';
import type { ViewContext } from '../context.ts';
import { becauseOf, type Group, isDoubted, isLost, sourceOf } from '../groups.ts';

/** The part of a loss that one card has. */
export interface Part {
  readonly view: CardView;
  readonly group: Group;
}

/** What could not be had for one cause, on whichever cards. It is said on the first of them, with one set of steps. */
export interface Loss {
  readonly kind: 'failed' | 'stale' | 'unlinked' | 'wrong';
  readonly because: string;
  readonly parts: readonly [Part, ...Part[]];
  readonly fallback: Fallback | undefined;
}

export function lossesOf(cards: readonly CardView[], ctx: ViewContext): readonly Loss[] {
  const losses = new Map<string, Loss>();
  for (const view of cards) {
    for (const group of groupsOf(view)) {
      const loss = lossOf({ view, group }, ctx);
      const key = nameOf(loss);
      const same = losses.get(key);
      losses.set(key, same ? merged(same, loss) : loss);
    }
  }
  return [...losses.values()];
}

/** What there is to say on one card. Where the first of several cards tells it, one line leads there, for whatever it is. */
export const lossesOn = (cardId: string, losses: readonly Loss[]): readonly Loss[] =>
  losses
    .filter(({ parts }) => parts.some(({ view }) => view.frame.id === cardId))
    .filter((loss, i, all) => isOn(cardId, loss) || all.findIndex((other) => linkOf(other) === linkOf(loss)) === i);

const isOn = (cardId: string, { parts: [{ view }] }: Loss): boolean => view.frame.id === cardId;

/** What the line that leads there says: no two are alike. */
export const linkOf = ({ kind, because, parts: [{ view }] }: Loss): string =>
  JSON.stringify([kind, because, view.frame.id]);

function lossOf(part: Part, ctx: ViewContext): Loss {
  const [first] = part.group;
  const kind = isDoubted(first)
    ? 'wrong'
    : first.state === 'failed' || first.state === 'unlinked'
      ? first.state
      : 'stale';
  return {
    ...{ kind, because: becauseOf(part.group, part.view, ctx), parts: [part] },
    fallback: first.state === 'unlinked' ? undefined : first.fallback,
  };
}

/** What is wrong or was not asked is said on each card; so is what failed only because something else did. */
function nameOf({ kind, because, parts: [{ view, group }], fallback }: Loss): string {
  const isShared = (kind === 'failed' || kind === 'stale') && because !== '';
  return JSON.stringify(isShared ? [kind, because, fallback?.owner] : [view.frame.id, group[0].id]);
}

const merged = (a: Loss, b: Loss): Loss => ({
  ...a,
  parts: b.parts.reduce(withPart, a.parts),
  fallback: a.fallback && b.fallback ? { ...a.fallback, steps: stepsOf(a.fallback, b.fallback) } : a.fallback,
});

/** A card is named once, with all that it lacks. */
function withPart(parts: Loss['parts'], { view, group }: Part): Loss['parts'] {
  if (!parts.some((part) => part.view === view)) return [...parts, { view, group }];
  const joined = (part: Part): Part => (part.view === view ? { view, group: [...part.group, ...group] } : part);
  const [first, ...others] = parts;
  return [joined(first), ...others.map(joined)];
}

const stepsOf = (...fallbacks: readonly Fallback[]): Fallback['steps'] => [
  ...new Map(fallbacks.flatMap(({ steps }) => steps).map((step) => [step.text, step])).values(),
];

/** Of one card: what has the same way out, and so one place to say it. */
export function groupsOf({ frame, fields }: CardView): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const { id } of frame.fields) {
    const field = fields.get(id);
    if (!field || !isLost(field)) continue;
    const key = keyOf(field);
    const [first, ...others] = groups.get(key) ?? [];
    groups.set(key, first ? [first, ...others, field] : [field]);
  }
  return [...groups.values()];
}

/** All but what is each field's own: a wrong value and the lack of one are equally wrong. */
function keyOf(field: Field): string {
  const { fallback, why }: { readonly fallback?: unknown; readonly why?: unknown } = field;
  return JSON.stringify([isDoubted(field) ? sourceOf(field) : field.state, fallback, why]);
}
