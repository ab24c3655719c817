import { rows } from '../../flow/matrix-rows.ts';
import type { TwoDesks } from '../two-desks.ts';
import type { By, Look, Role } from './event.ts';
import type { Judge, May } from './judge.ts';
import type { Pool } from './pool.ts';

const STREAM_MS = 60;
const BREAK_OFF_MS = 15;
/** A ticket's own pages, and those that name any customers of the helpdesk. All others name none. */
const OF_TICKET = new Set(['ticket-issues-route', 'ticket-fields-route', 'ticket-steps-route', 'answers-route']);
const OF_HELPDESK = new Set(['status-route', 'incidents-route', 'sync-route', 'month-route']);
const pages = rows.filter(({ method, file }) => method === 'GET' && !['zaf-route', 'oauth-route'].includes(file));
const ofIncidents = rows.filter(({ path }) => path.includes('{incident}') && !path.includes('/answers/'));

export interface LookDeps {
  readonly stage: TwoDesks;
  readonly pool: Pool;
  readonly judge: Judge;
  /** Sessions that are over. */
  readonly ended: readonly { readonly by: By; readonly token: string }[];
}
export type Looks = (look: Look) => Promise<void>;

/** Asks as the sidebar and the pages do, and has every answer looked through. */
export function createLooks({ stage, pool, judge, ended }: LookDeps): Looks {
  const tokenOf = ({ desk, role }: By) => stage.product().sessionAs({ tenant: stage.desks[desk].tenant, role });

  /** What comes within the time; a stream is read for as long. */
  async function ask(
    path: string,
    token: string,
    body?: object,
    more: { method?: string; accept?: string; ms?: number } = {},
  ) {
    const { method = body ? 'POST' : 'GET', accept = 'application/json', ms = 10_000 } = more;
    let [status, text] = [0, ''];
    try {
      const answer = await fetch(stage.product().url + path, {
        ...{ method, headers: { 'content-type': 'application/json', accept, authorization: `Bearer ${token}` } },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(ms),
      });
      status = answer.status;
      if (answer.body) for await (const chunk of answer.body.pipeThrough(new TextDecoderStream())) text += chunk;
    } catch (error) {
      // Broken off: what was read until then counts.
      if (ms >= 10_000) throw error;
    }
    return { status, text };
  }
  const amountsFor = (role: Role | 'restricted') => (role === 'lead' || role === 'admin' ? 'shown' : 'masked');
  async function incidentOf(desk: 0 | 1): Promise<string> {
    const kept = stage.database.db.selectFrom('incidents').select('id').where('tenant', '=', stage.desks[desk].tenant);
    return (await kept.orderBy('id', 'desc').limit(1).execute())[0]?.id ?? 'none';
  }

  const looks: { readonly [K in Look['kind']]: (look: Extract<Look, { kind: K }>) => Promise<void> } = {
    async open({ by, ticket, form, hint, refresh }) {
      const { ticketId } = pool.at(by.desk, ticket);
      const requesterId = hint === undefined ? undefined : pool.at(by.desk, hint).requesterId;
      const body = {
        ticketId: String(ticketId),
        ...(requesterId !== undefined && { hints: { requesterId: String(requesterId) } }),
        ...(refresh && { refresh }),
      };
      const accept = form === 'whole' ? 'application/json' : 'application/x-ndjson';
      const ms = form === 'broken_off' ? BREAK_OFF_MS : 10_000;
      const { text } = await ask('/v1/context', tokenOf(by), body, { accept, ms });
      judge.look(`POST /v1/context of ${ticketId}, ${form}`, by, { ticket: ticketId }, amountsFor(by.role), text);
    },
    async reveal({ by, ticket }) {
      const { ticketId } = pool.at(by.desk, ticket);
      const body = {
        ticketId: String(ticketId),
        field: 'plan.worth',
        reason: 'contract',
        note: 'They ask what it is worth',
      };
      const { text } = await ask('/v1/reveal', tokenOf(by), body);
      // It is for this that it is asked.
      judge.look(`POST /v1/reveal of ${ticketId}`, by, { ticket: ticketId }, 'shown', text);
    },
    async preview({ by, as, ticket }) {
      const { ticketId } = pool.at(by.desk, ticket);
      const { text } = await ask('/v1/setup/preview', tokenOf(by), { as, ticketId: String(ticketId) });
      judge.look(`POST /v1/setup/preview of ${ticketId} as ${as}`, by, { ticket: ticketId }, amountsFor(as), text);
    },
    async search({ by, ticket, of, what }) {
      const [{ ticketId, requesterId }, other] = [pool.at(by.desk, ticket), pool.at(by.desk, of)];
      const text = { name: other.company, email: other.email, domain: other.email.split('@')[1] ?? '' }[what];
      const found = await ask('/v1/links/search', tokenOf(by), {
        ...{ ticketId: String(ticketId), requesterId: String(requesterId), text },
      });
      // Whoever searches is shown which companies there are.
      judge.look(`POST /v1/links/search by ${what} of ${other.ticketId}`, by, 'own', 'masked', found.text);
    },
    async page({ by, ticket, page }) {
      const row = pages[page % pages.length]!;
      const { ticketId } = pool.at(by.desk, ticket);
      const path = row.path.replace('1001', String(ticketId)).replace('{incident}', await incidentOf(by.desk));
      const may: May = OF_TICKET.has(row.file) ? { ticket: ticketId } : OF_HELPDESK.has(row.file) ? 'own' : 'nobody';
      const { text } = await ask(path, tokenOf(by));
      judge.look(`GET ${path}`, by, may, amountsFor(by.role), text);
    },
    async person({ by, ticket, page }) {
      const { ticketId, email } = pool.at(by.desk, ticket);
      const { text } = await ask(`/v1/privacy/${page}`, tokenOf(by), { who: { by: 'email', text: email } });
      judge.look(`POST /v1/privacy/${page} of ${ticketId}`, by, { ticket: ticketId, isStored: true }, 'shown', text);
    },
    async incident({ by, page }) {
      const row = ofIncidents[page % ofIncidents.length]!;
      const theirs = await incidentOf(by.desk === 0 ? 1 : 0);
      const path = row.path.replace('{incident}', theirs);
      const { status, text } = await ask(path, tokenOf(by), row.method === 'GET' ? undefined : row.body, {
        method: row.method,
      });
      if (status < 400) judge.tell('another_helpdesk', `${by.role} ${row.method} ${path}: ${status}`);
      judge.look(`${row.method} ${path}`, by, 'nobody', 'masked', text);
    },
    async status_stream({ by, ticket }) {
      const body = { ticketId: String(pool.at(by.desk, ticket).ticketId) };
      const { text } = await ask('/v1/status/stream', tokenOf(by), body, { ms: STREAM_MS });
      judge.look('POST /v1/status/stream', by, 'own', amountsFor(by.role), text);
    },
    async ended_session({ ticket }) {
      const session = ended[ticket % (ended.length || 1)];
      if (!session) return;
      const { by, token } = session;
      const body = { ticketId: String(pool.at(by.desk, ticket).ticketId) };
      const { status, text } = await ask('/v1/context', token, body);
      if (status !== 401) judge.tell('ended_session', `POST /v1/context by an ended session of ${by.role}: ${status}`);
      judge.look('POST /v1/context by an ended session', by, 'nobody', 'masked', text);
    },
  };
  // Each kind has its own, by its name.
  return (look) => (looks[look.kind] as (one: Look) => Promise<void>)(look);
}
