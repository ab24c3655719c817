import type { Candidate, Customer, Evidence } from '@sidelight/shared/context/customer.ts';
import { fill, type Words } from '../words/words.ts';
import type { CardContext } from './context.ts';
import { feedbackButton } from './feedback-button.tsx';
import { opener, unfolded } from './fold.tsx';
import { icon } from './icon.tsx';
import { outLink } from './out-link.tsx';

const KEY = 'customer';

/** How we know who this is, or what stands between us and knowing it, and the next step. */
export function customerNote(customer: Customer | undefined, ctx: CardContext) {
  const { view, ui } = ctx;
  if (!customer) return <p class="how">{view.isReading && <span class="bar" />}</p>;
  if (customer.state === 'linked') return linked(customer, ctx);
  const { say, next } = ctx.customer[customer.state];
  // Whose ticket it is, the helpdesk confirms; which account it is, the CRM knows.
  const system = ui[customer.state === 'unverified' ? 'helpdesk' : 'crm'];
  return (
    <div class="who" data-customer={customer.state}>
      <b>{say}</b> {'reason' in customer && fill(ctx.reasons[customer.reason], system)} {next}
      {noteOf(customer)}
      {'candidates' in customer && customer.candidates.map((candidate) => accountBox(candidate, 'pin', ctx))}
      {'reason' in customer && <p class="buttons">{feedbackButton(ctx, KEY, ui.tryAgain, () => ctx.refresh())}</p>}
    </div>
  );
}

/** What the server wants said of how this was found. */
const noteOf = (customer: Customer) => 'note' in customer && <p class="note">{customer.note}</p>;

function linked(customer: Extract<Customer, { state: 'linked' }>, ctx: CardContext) {
  const { account, evidence, canReject } = customer;
  const { id, name = id, ...rest } = account;
  return (
    <>
      <p class="how" data-customer="linked">
        {icon('check')}
        <span class="note">{matchedBy(evidence.slice(0, 1), ctx)}</span>
        {opener(ctx, KEY, ctx.ui.why)}
      </p>
      {noteOf(customer)}
      {unfolded(ctx, KEY, () => accountBox({ accountId: id, name, evidence, ...rest }, canReject && 'reject', ctx))}
    </>
  );
}

function accountBox(
  { accountId, name, detail, evidence, url }: Candidate,
  verb: 'pin' | 'reject' | false,
  ctx: CardContext,
) {
  return (
    <div key={accountId} class="account">
      <b dir="auto">{name}</b>
      <span class="note" dir="auto">
        {detail}
      </span>
      <span class="note">{matchedBy(evidence, ctx)}</span>
      <p class="buttons">
        {verb && feedbackButton(ctx, accountId, ctx.ui[verb], () => ctx.link(verb, accountId), name)}
        {url && outLink(url, ctx, undefined, name, 'btn')}
      </p>
    </div>
  );
}

const matchedBy = (evidence: readonly Evidence[], { ui, evidence: kinds }: Words): string =>
  fill(ui.matched, evidence.map((kind) => kinds[kind]).join(', '));
