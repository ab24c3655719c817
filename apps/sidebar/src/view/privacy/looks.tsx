import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Look, PrivacyReport } from '@sidelight/shared/privacy/privacy-page.ts';
import { put } from '../../words/put.ts';
import type { PrivacyContext } from './context.ts';

/** So many are told one by one. */
const LATEST = 5;

/** Who has looked at them, person by person, and the way to each look in the audit. */
export function looks({ looks: all, isMoreLooks, known }: PrivacyReport, ctx: PrivacyContext) {
  const { words, number, showAudit } = ctx;
  const [customer] = known.users;
  return (
    <section aria-labelledby="privacy-looked">
      <h2 id="privacy-looked">{words.looked}</h2>
      {all.length === 0 ? <p class="calm">{customer === undefined ? words.byNumber : words.nobodyLooked}</p> : null}
      {all.length > 0 && <ul class="places">{byPerson(all).map((one) => onePerson(one, customer, ctx))}</ul>}
      {isMoreLooks && <p class="note">{put(words.more, { count: number(all.length) })}</p>}
      {all.length > 0 && (
        <>
          <h3>{words.latest}</h3>
          <ul class="places">{all.slice(0, LATEST).map((look, at) => oneLook(look, at, ctx))}</ul>
        </>
      )}
      {customer !== undefined && (
        <button type="button" class="btn" onClick={() => showAudit({ customer })}>
          {words.allInAudit}
        </button>
      )}
    </section>
  );
}

function byPerson(all: readonly Look[]): readonly (readonly [Look, ...Look[]])[] {
  const found = new Map<string, [Look, ...Look[]]>();
  for (const look of all) {
    const name = `${look.role} ${look.actorId}`;
    const known = found.get(name);
    if (known) known.push(look);
    else found.set(name, [look]);
  }
  return [...found.values()];
}

function whoDid({ actorId, role }: Look, { words, audit }: PrivacyContext) {
  const told = ownValue(audit.role, role) ?? role;
  return actorId === '' ? told : `${put(words.user, { id: actorId })} (${told})`;
}

function onePerson(all: readonly [Look, ...Look[]], customer: string | undefined, ctx: PrivacyContext) {
  const { words, number, moment, showAudit } = ctx;
  const [{ actorId, at }] = all;
  const told = { count: number(all.length), at: moment(at) };
  return (
    <li key={`${actorId} ${at}`}>
      <span>{whoDid(all[0], ctx)}</span>
      <span>{put(all.length === 1 ? words.lookedOnce : words.lookedBy, told)}</span>
      {customer !== undefined && actorId !== '' && (
        <button type="button" class="link" onClick={() => showAudit({ customer, actor: actorId })}>
          {words.inAudit}
        </button>
      )}
    </li>
  );
}

function oneLook(look: Look, at: number, ctx: PrivacyContext) {
  const { audit, moment, ticketUrl } = ctx;
  const { ticketId } = look;
  return (
    <li key={at}>
      <span>{ownValue(audit.action, look.action) ?? look.action}</span>
      <span>{whoDid(look, ctx)}</span>
      <time dateTime={look.at} class="note">
        {moment(look.at)}
      </time>
      {ticketId !== undefined && (
        <a class="link" href={ticketUrl(ticketId)} target="_blank" rel="noreferrer">
          {put(audit.ticket, { id: ticketId })}
        </a>
      )}
    </li>
  );
}
