import type { AuditCheck } from '@sidelight/shared/audit/audit-page.ts';
import { put } from '../../words/put.ts';
import type { AuditContext } from './context.ts';

/** So many are named; the command line names them all. */
const MOST = 5;

/** What the last check of the whole chain has found. */
export function checked(ctx: AuditContext) {
  const { words, audit } = ctx;
  const { check, busy } = audit;
  return (
    <section aria-labelledby="audit-check">
      <h2 id="audit-check">{words.check}</h2>
      {audit.items && !check && <p>{words.never}</p>}
      {check && verdict(check, ctx)}
      <button type="button" class="btn" disabled={busy === 'checking'} onClick={ctx.check}>
        {busy === 'checking' ? words.busy.checking : words.checkNow}
      </button>
    </section>
  );
}

function verdict({ at, rows, findings, signedAt, endsUnread }: AuditCheck, { words, number, moment }: AuditContext) {
  const told = { count: number(rows), at: moment(at) };
  return (
    <>
      {findings.length === 0 ? (
        <p>{put(words.sound, told)}</p>
      ) : (
        <div class="trouble" role="alert">
          <p>{put(words.unsound, told)}</p>
          <ul>
            {findings.slice(0, MOST).map(({ kind, seq, until }) => (
              <li key={`${kind} ${seq}`}>
                {until === undefined
                  ? put(words.row, { seq: number(seq) })
                  : put(words.rowsTo, { seq: number(seq), until: number(until) })}{' '}
                {words.finding[kind]}
              </li>
            ))}
          </ul>
          {findings.length > MOST && <p>{put(words.more, { count: number(findings.length - MOST) })}</p>}
        </div>
      )}
      {endsUnread && <p class="trouble">{words.endsUnread}</p>}
      <p class="note">{signedAt === undefined ? words.unsigned : put(words.signed, { at: moment(signedAt) })}</p>
    </>
  );
}
