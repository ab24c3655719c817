import { troubleText } from '../trouble-text.ts';
import type { PrivacyContext } from './context.ts';

/** What did not work at this part of the page. Nothing is wrong where a ticket is not there. */
export function trouble(at: 'person' | 'erasures', ctx: PrivacyContext, again: () => void) {
  const { words, privacy } = ctx;
  const refusal = privacy.trouble[at];
  if (!refusal) return null;
  const code = refusal.kind === 'refused' && privacy.report === undefined ? refusal.code : undefined;
  if (at === 'person' && code === 'not_found') return <p role="alert">{words.noTicket}</p>;
  return (
    <p class="trouble" role="alert">
      {at === 'person' && code === 'not_checked' ? words.silent : `${words.failed} ${troubleText(refusal, ctx)}`}{' '}
      <button type="button" class="btn" onClick={again}>
        {words.again}
      </button>
    </p>
  );
}
