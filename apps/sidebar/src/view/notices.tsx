import type { Trouble } from '../model/state.ts';
import type { BasicSentences } from '../words/sentences.ts';
import { fill } from '../words/words.ts';
import { icon } from './icon.tsx';
import type { Kit } from './kit.ts';

/** What became of the answer as a whole, and the way out. */
export function troubleRow(trouble: Trouble | undefined, kit: Kit) {
  if (!trouble) return null;
  const { ui } = kit;
  const { kind } = trouble;
  const isRefused = kind === 'refused';
  const isWorthIt = isRefused ? /^(internal|too_many_requests)$/.test(trouble.code) : kind !== 'retrying';
  return (
    <div class="notice">
      {icon('triangle')}
      <span>
        {troubleText(trouble, kit)}
        {isRefused && <span class="note"> {fill(ui.reference, trouble.requestId)}</span>}
      </span>
      {isWorthIt && (
        <button type="button" class="btn" onClick={() => kit.refresh()}>
          {ui.tryAgain}
        </button>
      )}
    </div>
  );
}

export function troubleText(trouble: Trouble, words: Pick<BasicSentences, 'problems' | 'trouble'>): string {
  return trouble.kind === 'refused' ? words.problems[trouble.code] : words.trouble[trouble.kind];
}
