import type { Customer, Evidence } from '@sidelight/shared/context/customer.ts';
import { fill, type Words } from '../words/words.ts';
import type { CardContext } from './context.ts';
import { fetched, opener, unfolded } from './fold.tsx';
import { icon } from './icon.tsx';

const KEY = 'customer';

/** How we know who this is, or what stands between us and knowing it, and the next step. */
export function customerNote(customer: Customer | undefined, ctx: CardContext) {
  if (!customer) return <p class="how">{ctx.view.isReading && <span class="bar" />}</p>;
  if (customer.state !== 'linked') {
    return (
      <div class="who" data-customer={customer.state}>
        {fetched(ctx, (part) => part.who(customer, ctx, part.say))}
      </div>
    );
  }
  const told = customer.story ?? matchedBy(customer.evidence.slice(0, 1), ctx);
  const how = customer.pickedAt ? `${told}, ${ctx.date(customer.pickedAt, ctx.nowMs())}` : told;
  return (
    <>
      <p key={how} class="how" data-customer="linked">
        {icon('check')}
        <span class="note">{how}</span>
        {opener(ctx, KEY, ctx.ui.why)}
        {customer.pickedAt && (
          <button type="button" class="link" onClick={() => ctx.act(ctx.id, KEY, ['reject', customer.account.id])}>
            {ctx.ui.undo}
          </button>
        )}
      </p>
      {noteOf(customer)}
      {unfolded(ctx, KEY, () => fetched(ctx, (part) => part.linkedAccount(customer, ctx, part.say)))}
    </>
  );
}

/** What the server wants said of how this was found. */
export const noteOf = (customer: Customer) => 'note' in customer && <p class="note">{customer.note}</p>;

export const matchedBy = (evidence: readonly Evidence[], { ui, evidence: kinds }: Words): string =>
  fill(ui.matched, evidence.map((kind) => kinds[kind]).join(', '));
