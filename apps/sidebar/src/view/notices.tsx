import type { Trouble } from '../model/state.ts';
import { fill } from '../words/words.ts';
import { againButton } from './again-button.tsx';
import type { ViewContext } from './context.ts';
import { icon } from './icon.tsx';

/** What became of the answer as a whole, and the way out. */
export function troubleRow(trouble: Trouble | undefined, ctx: ViewContext) {
  if (!trouble) return null;
  const { ui } = ctx;
  const { kind } = trouble;
  const isRefused = kind === 'refused';
  const isWorthIt = isRefused ? /^(internal|too_many_requests)$/.test(trouble.code) : kind !== 'retrying';
  return (
    <div class="notice">
      {icon('triangle')}
      <span>
        {troubleText(trouble, ctx)}
        {isRefused && <span class="note"> {fill(ui.reference, trouble.requestId)}</span>}
      </span>
      {isWorthIt && againButton(ctx, () => ctx.refresh())}
    </div>
  );
}

/** Refusals are rare: their words come with what is unfolded. */
export function troubleText(trouble: Trouble, { trouble: words, unfold, ui }: ViewContext): string {
  if (trouble.kind !== 'refused') return words[trouble.kind];
  if (!unfold) return '';
  return unfold === 'failed' ? ui.notLoaded : unfold.say.problems[trouble.code];
}
