import type { Trouble } from '../model/state.ts';
import { againButton } from './again-button.tsx';
import type { ViewContext } from './context.ts';
import { fetched } from './fold.tsx';
import { icon } from './icon.tsx';

/** What became of the answer as a whole, and the way out. */
export function troubleRow(trouble: Trouble | undefined, ctx: ViewContext) {
  if (!trouble) return null;
  const isRefused = trouble.kind === 'refused';
  // `internal`, `consent_needed`, `too_many_requests` and `store_away`: what may work the next time.
  const isWorthIt = isRefused ? /^[ic]|any|ore/.test(trouble.code) : trouble.kind !== 'retrying';
  return (
    <div class="notice">
      {icon('triangle')}
      <span>{isRefused ? fetched(ctx, (part) => part.refusal(trouble, ctx)) : ctx.trouble[trouble.kind]}</span>
      {isWorthIt && againButton(ctx, () => ctx.refresh())}
    </div>
  );
}
