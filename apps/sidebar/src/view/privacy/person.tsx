import { ownValue } from '@sidelight/shared/own-property.ts';
import type { HeldPlace, PrivacyReport } from '@sidelight/shared/privacy/privacy-page.ts';
import { put } from '../../words/put.ts';
import type { PrivacyContext } from './context.ts';
import { eraseForm } from './erase-form.tsx';
import { looks } from './looks.tsx';

/** One person: who it is, what is held, who looked, and what can be done. */
export function person(report: PrivacyReport, ctx: PrivacyContext) {
  const { words, privacy, exportAll, ask, open } = ctx;
  const { busy, erasing } = privacy;
  const { erasure, held } = report;
  return (
    <>
      <section aria-labelledby="privacy-person">
        <h2 id="privacy-person">{words.person}</h2>
        {known(report, ctx)}
        {erasure && (
          <p>
            <strong>{words.state[erasure.state]}.</strong>{' '}
            <button type="button" class="link" onClick={() => open(erasure.id)}>
              {words.receipt}
            </button>
          </p>
        )}
      </section>
      <section aria-labelledby="privacy-held">
        <h2 id="privacy-held">{words.held}</h2>
        {held.length === 0 ? <p class="calm">{words.nothing}</p> : places(held, ctx)}
        <p class="note">{put(words.beside, { days: ctx.number(report.backupsKeptDays) })}</p>
        <div class="buttons">
          <button type="button" class="btn" disabled={busy !== undefined} onClick={exportAll}>
            {busy === 'exporting' ? words.busy.exporting : words.exportAll}
          </button>
          {!erasing && (
            <button type="button" class="btn" disabled={busy !== undefined} onClick={() => ask(true)}>
              {erasure && erasure.state !== 'restorable' ? words.eraseAgain : words.erase}
            </button>
          )}
        </div>
        {erasing && eraseForm(report, erasing, ctx)}
      </section>
      {looks(report, ctx)}
    </>
  );
}

function known({ known: of }: PrivacyReport, { words, number }: PrivacyContext) {
  const { addresses, names, users, contacts, tickets } = of;
  const rows = [
    ...[['names', names] as const, ['addresses', addresses] as const],
    ...[['users', users] as const, ['contacts', contacts] as const],
    ['tickets', tickets === 0 ? [] : [number(tickets)]] as const,
  ];
  return (
    <dl>
      {rows.map(([name, values]) =>
        values.length === 0 ? null : (
          <div key={name}>
            <dt>{words.known[name]}</dt>
            <dd dir="auto">{values.join(', ')}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

function places(held: readonly HeldPlace[], ctx: PrivacyContext) {
  const { words, number } = ctx;
  const rows = held.reduce((sum, one) => sum + one.rows, 0);
  return (
    <>
      <p>{put(words.total, { rows: number(rows), places: number(held.length) })}</p>
      {(['personal', 'pseudonymous', 'other'] as const).map((group) => {
        const own = held.filter((one) => one.class === group);
        return own.length === 0 ? null : (
          <div key={group}>
            <h3>{words.class[group]}</h3>
            <ul class="places">{own.map((one) => place(one, ctx))}</ul>
          </div>
        );
      })}
    </>
  );
}

function place({ place: name, rows, since, until }: HeldPlace, { words, number, moment, date, nowMs }: PrivacyContext) {
  const kept = until === undefined ? ownValue(words.kept, name) : put(words.until, { at: date(until, nowMs()) });
  return (
    <li key={name}>
      <span>{ownValue(words.place, name) ?? name}</span>
      <span>{rows === 1 ? words.rows.one : put(words.rows.other, { count: number(rows) })}</span>
      <span class="note">{since !== undefined && put(words.since, { at: moment(since) })}</span>
      <span class="note">{kept}</span>
    </li>
  );
}
