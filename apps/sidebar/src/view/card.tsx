import type { Customer } from '@sidelight/shared/context/customer.ts';
import { Component } from 'preact';
import { type CardView, isBlank, isUnasked } from '../model/state.ts';
import { fill } from '../words/words.ts';
import type { ViewContext } from './context.ts';
import { customerNote } from './customer.tsx';
import { fetched } from './fold.tsx';
import { namesOf } from './groups.ts';
import { icon } from './icon.tsx';
import { linesOf } from './layout.ts';
import { lineList } from './line-list.tsx';
import { quiet } from './slot.tsx';
import { sourcesLine } from './sources.tsx';

export interface CardProps {
  readonly view: CardView;
  /** All of them, where this one lacks something: what several lack for one cause is said once. */
  readonly cards: readonly CardView[] | undefined;
  readonly ctx: ViewContext;
  /** This card says who the customer is. */
  readonly isLead: boolean;
  readonly customer: Customer | undefined;
  readonly isUnsaved: boolean;
}

const KEYS = ['view', 'cards', 'customer', 'isUnsaved', 'ctx'] as const;

/** One card. Draws again only when something of its own has changed. */
export class CardSection extends Component<CardProps> {
  override shouldComponentUpdate(next: CardProps) {
    const now: CardProps = this.props;
    return KEYS.some((key) => now[key] !== next[key]);
  }

  override render(props: CardProps) {
    const { view, cards, ctx, isLead, customer } = props;
    const { frame, sources, fields, isReading } = view;
    const { id, title } = frame;
    return (
      <section
        aria-labelledby={`card-${id}`}
        aria-busy={isReading || (!ctx.unfold && ((isLead && isAsking(customer)) || cards !== undefined))}
        data-card={id}
      >
        <header>
          <h2 id={`card-${id}`} tabIndex={-1}>
            {title}
          </h2>
          {sourcesLine(sources, ctx)}
          {!isUnasked(view, customer) && !isUnaskable(view) && (
            <button
              type="button"
              class={isReading && fields.size > 0 ? 'again busy' : 'again'}
              onClick={() => ctx.refresh(id)}
            >
              <span class="sr">{fill(ctx.ui.readAgain, namesOf(sources) || title)}</span>
              {icon('again')}
            </button>
          )}
        </header>
        {body(props)}
        {typeof ctx.unfold === 'object' ? ctx.unfold.pastTickets(view, ctx) : pastRoom(view)}
      </section>
    );
  }
}

/** What the list of tickets takes once it can be drawn. */
const pastRoom = ({ fields }: CardView) =>
  [...fields.values()].map(
    (field) =>
      'value' in field &&
      field.value.kind === 'tickets' &&
      field.value.items[0] && <p key={field.id} style={{ height: `${field.value.items.length * 42 + 24}px` }} />,
  );

/** Nobody could be asked: there was nothing to ask with. */
const isUnaskable = ({ sources }: CardView) =>
  sources[0] && sources.every(({ state, reason }) => state === 'unlinked' && !reason);

/** Who it is, the agent has to say or find out. */
export const isAsking = (customer: Customer | undefined) => customer !== undefined && customer.state !== 'linked';

/** What is known, then whatever stands between us and knowing the customer, then what could not be had for it. */
function body({ view, cards, ctx, isLead, customer, isUnsaved }: CardProps) {
  const card = { ...ctx, view, id: view.frame.id };
  const asks = isLead && isAsking(customer);
  return (
    <>
      {isBlank(view) ? !asks && quiet('dash', ctx.ui.notLoaded) : lineList(linesOf(view.frame), card)}
      {isUnsaved && <p class="missing">{ctx.ui.unsaved}</p>}
      {isLead && !(isUnsaved && customer?.state === 'no_requester') && customerNote(customer, card)}
      {cards && ctx.unfold && fetched(ctx, (part) => part.lossRows(cards, asks, card, part.say))}
    </>
  );
}
