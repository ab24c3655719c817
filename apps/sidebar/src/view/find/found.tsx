import type { FoundAccount } from '@sidelight/shared/context/search.ts';
import type { FindWords } from '../../words/find-words.ts';
import type { UnfoldWords } from '../../words/unfold-words.ts';
import type { CardContext } from '../context.ts';
import { outLink } from '../out-link.tsx';

interface Said {
  readonly ctx: CardContext;
  readonly own: FindWords;
  readonly say: UnfoldWords;
}

/** The accounts that were found. One tab stop, and arrow keys between them. */
export function found(
  accounts: readonly FoundAccount[],
  at: number,
  onPick: (account: FoundAccount) => void,
  { ctx, own, say }: Said,
) {
  return (
    <>
      <ul class="found">
        {accounts.map((account, n) => (
          <li key={account.accountId} class="account">
            <b dir="auto">{account.name}</b>
            <span class="note" dir="auto">
              {account.detail}
            </span>
            <span class="note">{own.by[account.by]}</span>
            <p class="buttons">
              <button type="button" class="btn" tabIndex={n === at ? 0 : -1} onClick={() => onPick(account)}>
                {say.pin}
                <span class="sr"> {account.name}</span>
              </button>
              {account.url && outLink(account.url, ctx, undefined, account.name, 'btn')}
            </p>
          </li>
        ))}
      </ul>
      <p class="note">{own.recorded}</p>
    </>
  );
}
