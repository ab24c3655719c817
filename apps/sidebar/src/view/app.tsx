import { type CardView, isUnasked, isUnsaved, type State } from '../model/state.ts';
import { fill } from '../words/words.ts';
import { CardSection, hasLost, isMissing } from './card.tsx';
import type { ViewContext } from './context.ts';
import { leadOf } from './layout.ts';
import { troubleRow, troubleText } from './notices.tsx';
import { verdict } from './verdict.tsx';

/** The whole sidebar, a total function of its state. */
export function app(state: State, ctx: ViewContext) {
  const { cards, customer, trouble } = state;
  const leadId = leadOf(cards.map((view) => view.frame))?.id;
  const lost = cards.some(hasLost) ? cards : undefined;
  const done = cards.map((view) => view.feedback?.says).find(Boolean);
  return (
    <main>
      <h1 class="sr">Sidelight</h1>
      <div id="outages" />
      <div id="answers" />
      {troubleRow(trouble, ctx)}
      {verdict(state, leadId, ctx)}
      {cards.slice(0, cards.findIndex(mayGrow) + 1 || cards.length).map((view) => {
        const isLead = view.frame.id === leadId;
        if (!isLead && isUnasked(view, customer)) return null;
        const own = {
          view,
          cards: lost,
          isLead,
          customer: isLead ? customer : undefined,
          isUnsaved: isLead && isUnsaved(state),
        };
        return <CardSection key={view.frame.id} ctx={ctx} {...own} />;
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

/** Nothing newer could be had. */
const hasOld = ({ fields }: CardView) =>
  [...fields.values()].some((field) => field.state === 'stale' && field.reason !== undefined);

/** Said once per answer, when it is over: not a word per value. */
function announcement({ phase, trouble, customer, cards }: State, words: ViewContext): string {
  const { unfold } = words;
  if (trouble) return troubleText(trouble, words);
  if (phase === 'reading') return '';
  if (customer && customer.state !== 'linked')
    return typeof unfold === 'object' ? Object.values(unfold.say.customer[customer.state]).join(' ') : '';
  const titles = (some: readonly CardView[]) => some.map((view) => view.frame.title).join(', ');
  const [missing, old] = [titles(cards.filter(isMissing)), titles(cards.filter(hasOld))];
  if (missing) return fill(words.ui.loadedWithout, missing);
  return old ? fill(words.ui.loadedOld, old) : words.ui.loaded;
}
