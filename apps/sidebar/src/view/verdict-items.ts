import type { Field } from '@sidelight/shared/context/field.ts';
import type { Tone } from '@sidelight/shared/context/value.ts';
import type { CardView, State } from '../model/state.ts';
import { fill } from '../words/words.ts';
import type { ViewContext } from './context.ts';
import { becauseOf, isDoubted, isOld } from './groups.ts';
import { type IconName, toneIcon } from './icon.tsx';
import { issuesOf, type KnownField } from './issues.ts';
import type { FrameField } from './layout.ts';
import { isOver, isRisk, plain, textOf } from './text-of.ts';

type Missing = Exclude<Field, KnownField>;
const isMissing = (field: Field | undefined): field is Missing => field !== undefined && !('receipt' in field);

/** One thing to know before the first card is read, and the card that says more of it. */
export interface VerdictItem {
  readonly cardId: string;
  readonly tone: Tone;
  readonly icon: IconName | undefined;
  /** Asked for once all of the line is known. */
  text(): string;
  readonly isOld?: boolean;
}

/** A place on the line: known, still to come, or with nothing to say. */
export type VerdictPlace = VerdictItem | 'waiting' | undefined;

interface Spot {
  readonly view: CardView;
  readonly field: FrameField;
  readonly place: number;
}

/**
 * The places of the line in the map's order, the issues of a card in one of them, and a place for each risk, with
 * something in it while it is one.
 */
export function verdictOf({ cards, customer }: State, ctx: ViewContext) {
  const spots = cards
    .flatMap((view) => view.frame.fields.map((field) => ({ view, field, place: field.verdict ?? -1 })))
    .filter(({ place }) => place >= 0)
    .sort((a, b) => a.place - b.place);
  const said = new Map<string, Lost>();
  return {
    facts: spots.filter((spot) => isFact(spot) && isFirst(spot, spots)).map(factIn),
    // What most do not have keeps no place free: it stands beside the name.
    beside: spots.filter(({ field }) => !field.isRisk && field.show === 'extra').flatMap((spot) => known(factIn(spot))),
    risks: spots.filter(({ field }) => field.isRisk).map(riskIn),
  };

  function riskIn({ view, field: { id } }: Spot): VerdictItem | undefined {
    const field = view.fields.get(id);
    const isOne = field && 'value' in field && field.value.kind === 'code' && isRisk(field.value.tone);
    return isOne ? valueItem(view, field) : undefined;
  }

  function factIn({ view, field: { id, show } }: Spot): VerdictPlace {
    if (show === 'issues') return issuesIn(view);
    const field = view.fields.get(id);
    if (!field) return view.isReading ? 'waiting' : undefined;
    if (isMissing(field)) return lostItem(view, field);
    // What most do not have is not missed where it is not.
    return field.state !== 'absent' || show !== 'extra' ? valueItem(view, field) : undefined;
  }

  function valueItem(view: CardView, field: KnownField): VerdictItem {
    const { title } = view.frame;
    if (field.state === 'absent') return item(view, field, 'neutral', 'dash', field.none ?? `${title}: ${ctx.ui.none}`);
    const { value } = field;
    const isNew = value.kind === 'code' && !value.isConfirmed;
    const tone = value.kind === 'code' ? value.tone : isOver(value, ctx.nowMs()) ? 'bad' : 'neutral';
    const shape = isNew ? 'query' : tone === 'neutral' ? undefined : toneIcon[tone];
    const isWord = value.kind === 'code' || value.kind === 'text' || 'due' in value;
    return item(view, field, tone, shape, (isWord ? '' : `${field.label}: `) + plain(textOf(value, ctx)));
  }

  function issuesIn(view: CardView): VerdictPlace {
    const fields = view.frame.fields.filter(({ show, verdict }) => show === 'issues' && verdict !== undefined);
    const { items, known, state } = issuesOf(fields, view);
    const [worst, ...others] = items;
    if (worst) {
      const { matched, title, tone } = worst.issue;
      const more = others.length > 0 ? ` + ${others.length}` : '';
      const text = fill(ctx.ui.knownIssue, matched[0] ?? title) + more;
      return item(view, worst.field, tone, toneIcon[tone], text);
    }
    if (state === 'waiting') return 'waiting';
    const lost = fields.map(({ id }) => view.fields.get(id)).find(isMissing);
    if (lost) return lostItem(view, lost);
    return state === 'complete' && known[0] ? item(view, known[0], 'neutral', 'check', ctx.ui.noIssue) : undefined;
  }

  function item(view: CardView, field: KnownField, tone: Tone, shape: VerdictItem['icon'], words: string): VerdictItem {
    const cardId = view.frame.id;
    if (isDoubted(field)) return { cardId, tone: 'neutral', icon: 'triangle', text: () => `${words}, ${ctx.ui.wrong}` };
    const ageMs = ctx.nowMs() - Date.parse(field.receipt.readAt);
    if (!isOld(field, ctx.nowMs())) return { cardId, tone, icon: shape, text: () => words };
    return { cardId, tone, icon: 'clock', text: () => `${words}, ${fill(ctx.ui.old, ctx.span(ageMs))}`, isOld: true };
  }

  /** What cannot be had for the same reason is said in one place: where the first of it would stand. */
  function lostItem(view: CardView, field: Missing): VerdictItem | undefined {
    const because = becauseOf([field], view, ctx).replace(/\.$/, '');
    const isAsked = field.state === 'failed';
    const same = said.get(because);
    if (same) {
      if (isAsked && !same.titles.includes(view.frame.title)) same.titles.push(view.frame.title);
      return undefined;
    }
    const lost = { titles: [view.frame.title] };
    said.set(because, lost);
    // On the one line that is kept free; the card says who is to blame, and why.
    const unknown = () => fill(ctx.ui.unknown, lost.titles.join(', '));
    // Who it is, is asked on the first card.
    const cardId = isAsked || customer?.state === 'linked' ? view.frame.id : (cards[0]?.frame.id ?? '');
    return isAsked
      ? { cardId, tone: 'warn', icon: 'triangle', text: unknown }
      : { cardId, tone: 'neutral', icon: 'dash', text: () => because };
  }
}

const isFact = ({ field }: Spot): boolean => !field.isRisk && field.show !== 'extra';
const known = (place: VerdictPlace): VerdictItem[] => (typeof place === 'object' ? [place] : []);

interface Lost {
  readonly titles: string[];
}

const isFirst = ({ view, field }: Spot, spots: readonly Spot[]): boolean =>
  field.show !== 'issues' || spots.find((spot) => spot.view === view && spot.field.show === 'issues')?.field === field;
