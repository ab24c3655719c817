import { put } from '../../words/put.ts';
import type { AuditContext } from './context.ts';

/** Where the rows are one person's: a way to put them out, asked twice. */
export function sessions({ words: { sessions: words }, audit: { person, ending }, endSessions }: AuditContext) {
  if (person === undefined) return null;
  const isUnderWay = ending === 'under_way';
  const button = (step: 'ask' | 'cancel' | 'do', text: string, look = 'btn') => (
    <button type="button" class={look} disabled={isUnderWay} onClick={() => endSessions(step)}>
      {text}
    </button>
  );
  return (
    <div class="buttons">
      {ending === 'asked' || isUnderWay ? (
        <>
          <span>{put(words.sure, { id: person })}</span> {button('do', words.end, 'btn main')}{' '}
          {button('cancel', words.cancel)}
        </>
      ) : (
        button('ask', put(words.ask, { id: person }))
      )}
      <span role="status">{ending === 'ended' && put(words.ended, { id: person })}</span>
    </div>
  );
}
