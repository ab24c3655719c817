import type { Candidate, Customer } from '@sidelight/shared/context/customer.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import { fill } from '../../words/words.ts';
import { againButton } from '../again-button.tsx';
import type { CardContext } from '../context.ts';
import { matchedBy, noteOf } from '../customer.tsx';
import { feedbackButton } from '../feedback-button.tsx';
import { outLink } from '../out-link.tsx';
import type { FindPlace } from './find-place.tsx';

/** What stands between us and knowing the customer, and the next step. */
export function who(
  customer: Exclude<Customer, { state: 'linked' }>,
  ctx: CardContext,
  words: UnfoldWords,
  find: FindPlace,
) {
  const { say, next } = words.customer[customer.state];
  // Whose ticket it is, the helpdesk confirms; which account it is, the CRM knows.
  const system = words[customer.state === 'unverified' ? 'helpdesk' : 'crm'];
  return (
    <>
      <b>{say}</b> {'reason' in customer && fill(ctx.reasons[customer.reason], system)} {next}
      {noteOf(customer)}
      {'candidates' in customer && customer.candidates.map((candidate) => accountBox(candidate, 'pin', ctx, words))}
      {customer.state === 'nobody' && customer.ruledOut && (
        <>
          <p class="note">{words.ruledOut}</p>
          {customer.ruledOut.map((candidate) => accountBox(candidate, 'pin', ctx, words, words.takeBack))}
        </>
      )}
      {'requester' in customer && !('reason' in customer) && find(customer.requester.id, ctx, words)}
      {'reason' in customer && <p class="buttons">{againButton(ctx, () => ctx.refresh())}</p>}
    </>
  );
}

/** The account we found, and a way to say that it is another one. */
export function linkedAccount(
  customer: Extract<Customer, { state: 'linked' }>,
  ctx: CardContext,
  words: UnfoldWords,
  find: FindPlace,
) {
  const { account, evidence, canReject, requester, story } = customer;
  const { id, name = id, ...rest } = account;
  return (
    <>
      <p>{story}</p>
      {accountBox({ accountId: id, name, evidence, ...rest }, canReject && 'reject', ctx, words)}
      {canReject && find(requester.id, ctx, words)}
    </>
  );
}

function accountBox(
  { accountId, name, detail, evidence, url }: Candidate,
  verb: 'pin' | 'reject' | false,
  ctx: CardContext,
  words: UnfoldWords,
  verbWords = verb && words[verb],
) {
  return (
    <div key={accountId} class="account">
      <b dir="auto">{name}</b>
      <span class="note" dir="auto">
        {detail}
      </span>
      <span class="note">{matchedBy(evidence, ctx)}</span>
      <p class="buttons">
        {verb && feedbackButton(ctx, accountId, verbWords || '', [verb, accountId], name)}
        {url && outLink(url, ctx, undefined, name, 'btn')}
      </p>
    </div>
  );
}
