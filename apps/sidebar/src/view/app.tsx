import { Fragment } from 'preact';
import { type CardView, isUnasked, isUnsaved, type State } from '../model/state.ts';
import { CardSection, isAsking } from './card.tsx';
import type { ViewContext } from './context.ts';
import { hasLost } from './groups.ts';
import { leadOf } from './layout.ts';
import { troubleRow } from './notices.tsx';
import { verdict } from './verdict.tsx';

/** The whole sidebar, a total function of its state. */
export function app(state: State, ctx: ViewContext) {
  const { cards, customer, trouble } = state;
  const leadId = leadOf(cards.map((view) => view.frame))?.id;
  const isKnown = !isAsking(customer);
  const done = cards.map((view) => view.feedback?.says).find(Boolean);
  return (
    <main>
      <h1 class="sr">Sidelight</h1>
      <div id="outages" />
      <div id="answers" />
      {troubleRow(trouble, ctx)}
      <Fragment key={isKnown}>{verdict(state, leadId, ctx)}</Fragment>
      {cards.slice(0, cards.findIndex(mayGrow) + 1 || cards.length).map((view, i) => {
        const isLead = view.frame.id === leadId;
        if (!isLead && isUnasked(view, customer)) return null;
        if (cards.slice(0, i).some(awaitsList)) return null;
        const own = {
          view,
          cards: hasLost(view) ? cards : undefined,
          isLead,
          customer: isLead ? customer : undefined,
          isUnsaved: isLead && isUnsaved(state),
        };
        return <CardSection key={view.frame.id + isKnown} ctx={ctx} {...own} />;
      })}
      <div id="synced" />
      <p class="sr" role="status">
        {announcement(state, ctx)}
      </p>
      <p class="sr" role="status">
        {done}
      </p>
    </main>
  );
}

/** Has rows that are only there with a value, and no answer yet: what is below is not drawn, so that it is not moved. */
const mayGrow = ({ frame, fields, isReading }: CardView) =>
  isReading && fields.size === 0 && frame.fields.some(({ show }) => show === 'extra');

/** A list is as long as it is: below it nothing is drawn, which it would move. */
const awaitsList = ({ frame, fields, isReading }: CardView) =>
  isReading && frame.fields.some(({ id, show }) => show === 'list' && !fields.has(id));

/** A lost connection is said at once, everything else by what comes later: when an answer is over. */
function announcement(state: State, ctx: ViewContext): string {
  const { unfold } = ctx;
  const { phase, trouble } = state;
  if (trouble && trouble.kind !== 'refused') return ctx.trouble[trouble.kind];
  return phase === 'settled' && typeof unfold === 'object' ? unfold.announcement(state, unfold.say, ctx) : '';
}
