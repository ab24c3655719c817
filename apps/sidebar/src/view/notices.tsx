import type { Trouble } from '../model/state.ts';
import type { BasicSentences } from '../words/sentences.ts';
import { fill } from '../words/words.ts';
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
      {isWorthIt && (
        <button type="button" class="btn" onClick={() => ctx.refresh()}>
          {ui.tryAgain}
        </button>
      )}
    </div>
  );
}

export function troubleText(trouble: Trouble, words: Pick<BasicSentences, 'problems' | 'trouble'>): string {
  return trouble.kind === 'refused' ? words.problems[trouble.code] : words.trouble[trouble.kind];
}
