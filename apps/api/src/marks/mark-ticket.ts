import { createHash } from 'node:crypto';
import type { ReasonClass } from '@sidelight/shared/jobs/reason-class.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { say, type Text } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { Connection } from '../connectors/registry.ts';
import { isUpstreamError, type UpstreamError } from '../connectors/upstream-error.ts';
import { done, giveUp, type Outcome, putOff, retry } from '../jobs/outcome.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { issueOf } from './issue-basis.ts';
import { outcomeOf } from './outcome.ts';
import type { Mark, MarkId, MarkLog, Unmarked } from './ports.ts';

export interface MarkDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly marks: MarkLog;
  /** Who has said that it is put right; undefined once that was taken back. */
  handledBy(ticketId: string, incidentId: string): Promise<string | undefined>;
  /** Who asked to be told of an issue on this ticket; undefined once that was taken back. */
  askedBy(ticketId: string, issueId: string): Promise<string | undefined>;
  /** The helpdesk's. */
  connection(): Pick<Connection, 'connector' | 'policy'> | undefined;
}

export interface Marking {
  /** One attempt, the `attempt`th, at one ticket; `isLast`: none follows. */
  mark(
    which: MarkId,
    tried: { readonly attempt: number; readonly isLast: boolean },
    signal: AbortSignal,
  ): Promise<Outcome>;
  /** It is tried no more, whatever has become of it. */
  abandon(which: MarkId): Promise<void>;
}

/** A vendor answers a write after the account's triggers have run; and each ticket is three calls. */
const TIMEOUT_MS = 30_000;
/** Of a refusal, which mostly stays. */
const MAX_REFUSALS = 3;

/** What leads are told, in the words of a job. */
const reasons: Readonly<Record<Unmarked, ReasonClass>> = {
  refused: 'refused',
  not_allowed: 'not_allowed',
  no_such_ticket: 'no_such_record',
  no_answer: 'no_answer',
};

/** Puts the tag and the internal note on a ticket that was answered on unconfirmed values. */
export function createMarking({ tenant, map, marks, handledBy, askedBy, connection }: MarkDeps): Marking {
  const { language, tag, note, outcome, issue, isOn } = map.health.marking;
  const labels = new Map(
    Object.values(map.systems).flatMap((spec) => Object.entries(spec.fields).map(([id, field]) => [id, field.label])),
  );
  /** Undefined where there is nothing to write. */
  async function noteOf({ ticketId, basis, fields }: Mark): Promise<string | undefined> {
    const end = issueOf(basis);
    if (end) return noteOnIssue(issue[end], fields, language);
    const after = outcomeOf(basis);
    const text = after ? outcome[after.kind] : note;
    const by = after?.kind === 'handled' ? await handledBy(ticketId, after.incidentId) : '';
    if (text === undefined || by === undefined) return undefined;
    const named = fields.map((id) => say(labels.get(id) ?? id, language)).join(', ');
    return say(text, language).replaceAll('{{fields}}', named).replaceAll('{{by}}', by);
  }

  async function end(which: MarkId, reason: Unmarked): Promise<Outcome> {
    await marks.giveUp(tenant, which, reason);
    return giveUp(reasons[reason]);
  }

  return {
    async mark(which, { attempt, isLast }, signal) {
      const found = await marks.find(tenant, which);
      if (found === 'damaged') {
        await marks.giveUp(tenant, which, 'refused');
        return giveUp('unreadable');
      }
      if (!found || found.isDone) return done;
      const text = isOn ? await noteOf(found) : undefined;
      if (text === undefined) {
        await marks.done(tenant, which);
        return done;
      }
      const { connector, policy } = connection() ?? {};
      const later = (reason: ReasonClass, afterMs?: number) =>
        isLast ? end(which, 'no_answer') : retry(reason, afterMs);
      // A helpdesk that is not connected keeps them waiting; one that lets us write nothing never marks them.
      if (!connector || !policy) return later('not_connected');
      const markTicket = connector.writes?.markTicket;
      if (!markTicket) return end(which, 'not_allowed');
      const refused = policy.refusal('follow_up');
      if (refused) return putOff(refused.retryAfterMs ?? 0);
      // What is told of an issue says nothing of an answer.
      const isOnIssue = issueOf(which.basis) !== undefined;
      const follower = isOnIssue && (await askedBy(which.ticketId, found.fields[0] ?? ''));
      const wanted = {
        ...(!isOnIssue && { tag }),
        ...{ note: text, reference: referenceOf(tenant, which) },
        ...(follower && { follower }),
      };
      try {
        const isThere = await policy.run(
          'markTicket',
          (own) => markTicket(which.ticketId, wanted, own),
          TIMEOUT_MS,
          0,
          signal,
          'follow_up',
        );
        if (!isThere) return await end(which, 'no_such_ticket');
        await marks.done(tenant, which);
        return done;
      } catch (error) {
        if (!isUpstreamError(error)) throw error;
        if (signal.aborted) return retry('no_answer');
        const final = finalOf(error);
        return final && attempt >= final.tries ? end(which, final.unmarked) : later('no_answer', error.retryAfterMs);
      }
    },
    abandon: (which) => marks.giveUp(tenant, which, 'no_answer'),
  };
}

/** Its id, its title and how it ended, in the words of the map. */
function noteOnIssue(
  text: Text | undefined,
  [id = '', title = '', end = '']: readonly string[],
  language: string,
): string | undefined {
  if (text === undefined) return undefined;
  const named: Readonly<Record<string, string>> = { issue: id, title, end };
  return say(text, language).replace(/\{\{(issue|title|end)\}\}/g, (_, name: string) => ownValue(named, name) ?? '');
}

interface Final {
  readonly tries: number;
  readonly unmarked: Unmarked;
}

/** Refusals that another try does not change. What the policy says without asking is none of them. */
function finalOf({ isRefusal, reason }: UpstreamError): Final | undefined {
  if (reason === 'not_configured') return { tries: MAX_REFUSALS, unmarked: 'no_such_ticket' };
  if (!isRefusal) return undefined;
  if (reason === 'forbidden') return { tries: MAX_REFUSALS, unmarked: 'not_allowed' };
  return reason === 'bad_answer' ? { tries: 1, unmarked: 'refused' } : undefined;
}

/** The same for each try of one mark, and for no other. */
const referenceOf = (tenant: TenantId, { ticketId, basis }: MarkId): string => {
  const hash = createHash('sha256').update(`${tenant}|${ticketId}|${basis}`).digest('base64url');
  return `Sidelight reference: ${hash.slice(0, 12)}`;
};
