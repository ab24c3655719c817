import { AUDIT_GROUPS } from '@sidelight/shared/audit/audit-actions.ts';
import type { AuditItem } from '@sidelight/shared/audit/audit-page.ts';
import type { AuditFilter } from '../../model/audit/state.ts';
import { put } from '../../words/put.ts';
import { troubleText } from '../trouble-text.ts';
import { checked } from './checked.tsx';
import type { AuditContext } from './context.ts';
import { sessions } from './sessions.tsx';

/** The whole page, a total function of its state. */
export function auditPage(ctx: AuditContext) {
  const { words, audit } = ctx;
  const { busy, refusal, items } = audit;
  return (
    <main class="status audit">
      <h1>{words.title}</h1>
      <p class="note">{words.hint}</p>
      {checked(ctx)}
      <section aria-labelledby="audit-rows">
        <h2 id="audit-rows">{words.rows}</h2>
        {form(ctx)}
        {sessions(ctx)}
        {refusal && (
          <p class="trouble" role="alert">
            {words.failed} {troubleText(refusal, ctx)}{' '}
            <button type="button" class="btn" onClick={ctx.search}>
              {words.again}
            </button>
          </p>
        )}
        <p class="sr" role="status">
          {busy ? words.busy[busy] : ''}
        </p>
        {items ? list(items, ctx) : !refusal && <span class="bar wide" />}
      </section>
    </main>
  );
}

function form(ctx: AuditContext) {
  const { words, audit, fill } = ctx;
  const typed = (name: keyof AuditFilter) => ({
    ...{ value: audit.filter[name], autocomplete: 'off' },
    onInput: ({ currentTarget }: { currentTarget: HTMLInputElement }) => fill({ [name]: currentTarget.value }),
  });
  const field = (name: 'customer' | 'actor' | 'ticket') => (
    <label key={name}>
      {words.filter[name]}
      <input type="text" maxLength={200} {...typed(name)} />
    </label>
  );
  const day = (name: 'from' | 'until') => (
    <label key={name}>
      {words.filter[name]}
      <input type="date" {...typed(name)} />
    </label>
  );
  const submit = (event: Event) => {
    event.preventDefault();
    ctx.search();
  };
  return (
    <form onSubmit={submit}>
      {field('customer')}
      {field('actor')}
      {field('ticket')}
      <label>
        {words.filter.group}
        <select value={audit.filter.group} onChange={({ currentTarget }) => fill({ group: currentTarget.value })}>
          <option value="">{words.all}</option>
          {AUDIT_GROUPS.map((group) => (
            <option key={group} value={group}>
              {words.groups[group]}
            </option>
          ))}
        </select>
      </label>
      {day('from')}
      {day('until')}
      <div class="buttons">
        <button type="submit" class="btn main">
          {words.search}
        </button>
        {(['csv', 'jsonl'] as const).map((format) => (
          <button key={format} type="button" class="btn" onClick={() => ctx.exportAs(format)}>
            {words.export[format]}
          </button>
        ))}
      </div>
    </form>
  );
}

function list(items: readonly AuditItem[], ctx: AuditContext) {
  const { words, audit } = ctx;
  if (items.length === 0) return <p class="calm">{words.nothing}</p>;
  return (
    <>
      <ol>{items.map((item) => row(item, ctx))}</ol>
      {audit.before !== undefined && (
        <button type="button" class="btn" disabled={audit.busy === 'searching'} onClick={ctx.older}>
          {words.older}
        </button>
      )}
    </>
  );
}

function row({ seq, at, action, actorId, role, ticketId, about, note, count }: AuditItem, ctx: AuditContext) {
  const { words, only, moment, number } = ctx;
  const told = new Map(Object.entries(words.action)).get(action) ?? action;
  return (
    <li key={seq}>
      <time dateTime={at} class="note">
        {moment(at)}
      </time>
      <span>
        {told}
        {count > 1 && <span class="note"> {put(words.times, { count: number(count) })}</span>}
      </span>
      <span>
        {actorId === '' ? (
          // What Sidelight did by itself has a role and no person.
          role === '' && words.nobody
        ) : (
          <button type="button" class="link" onClick={() => only({ actor: actorId })}>
            {put(words.person, { id: actorId })}
          </button>
        )}
        {role !== '' && (
          <span class={actorId === '' ? '' : 'note'}> {new Map(Object.entries(words.role)).get(role) ?? role}</span>
        )}
      </span>
      <span class="note">
        {ticketId !== undefined && (
          <button type="button" class="link" onClick={() => only({ ticket: ticketId })}>
            {put(words.ticket, { id: ticketId })}
          </button>
        )}{' '}
        {about} {note && <q dir="auto">{note}</q>}
      </span>
    </li>
  );
}
