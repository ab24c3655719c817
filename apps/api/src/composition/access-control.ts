import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import { createFairShare } from '../access/fair-share.ts';
import { createGlances } from '../access/glances.ts';
import { createLimitNotes } from '../access/limit-notes.ts';
import { MOST_AT_ONCE } from '../access/limits.ts';
import { createRevocations } from '../access/revocations.ts';
import { createSessions, type Session } from '../access/session.ts';
import { createStandings } from '../access/standings.ts';
import { entriesAt } from '../audit/entry.ts';
import { createCallerAddress } from '../http/caller-address.ts';
import { createCallerCheck, type LimitedCaller } from '../http/caller-check.ts';
import { newRequestId } from '../http/request-id.ts';
import { errorFields } from '../log.ts';
import { createEndedSessions } from '../store/ended-sessions.ts';
import { lookEveryMs } from '../store/notifications.ts';
import { createAgentConsents } from './agent-consents.ts';
import type { SharedDeps } from './shared-deps.ts';
import { hearStaff, tellStaff } from './told-staff.ts';

/** A notification can be lost with its connection. */
const LOOK_EVERY_MS = { listening: 30_000, deaf: 2000 };
const NOTED_EVERY_MS = 60_000;

/** Who may ask, and how much: the same for every tenant of a process, and outliving the running parts of each. */
export function createAccessControl(shared: SharedDeps) {
  const { audit, limits, metrics, signingKeys } = shared;
  const { config, database, log, now, steadyNow } = shared.serviceDeps;
  const revocations = createRevocations(createEndedSessions(database.db), now);
  const sessions = createSessions(signingKeys, { now, isRevoked: revocations.isRevoked });
  const consents = createAgentConsents(shared, revocations);
  revocations.onEnded(consents.withdraw);

  const entryOf = entriesAt(now);
  const record = (action: AuditAction, who: LimitedCaller, about?: string, count?: number) =>
    audit.record(entryOf(action, who, newRequestId(), { about, count }));
  const onTrouble = (error: unknown) => log.error('the store does not answer', errorFields(error));
  const ended = (session: Session, requestId: string, about?: string) =>
    audit.onRecord(entryOf('session.ended', session, requestId, { about }));
  function end(session: Session): void {
    record('session.ended', session);
    revocations.revoke(session.tenant, session.userId).catch(onTrouble);
    consents.withdraw(session);
  }
  const standings = createStandings({
    now,
    steadyNow,
    onGone: end,
    onLess(session) {
      record('session.lowered', session);
      shared.ownWords.forget(session.tenant, session.userId);
    },
  });

  const notes = createLimitNotes(NOTED_EVERY_MS, {
    now: steadyNow,
    tell(name, count) {
      const { of, tenant, userId, role } = JSON.parse(name) as { of: string } & Partial<LimitedCaller>;
      log.warn('requests were refused for their number', { reason: of, count, ...(tenant && { tenant }) });
      if (tenant) record('limit.reached', { tenant, userId: userId ?? '', role: role ?? '' }, of, count);
    },
  });
  const check = createCallerCheck({
    ...{ sessions, limits, standings, glances: createGlances({ now, steadyNow }) },
    addressOf: createCallerAddress(config.trustedProxies),
    onLimited({ of }, who) {
      metrics.limited(of);
      notes.note(JSON.stringify({ of, tenant: who?.tenant, userId: who?.userId, role: who?.role }));
    },
  });

  const tell = tellStaff(database.notifications);
  function doubted({ tenant, userId }: Pick<Session, 'tenant' | 'userId'>): void {
    standings.doubt(tenant, userId);
    shared.ownWords.forget(tenant, userId);
  }
  const read = () => revocations.read().catch(onTrouble);
  let lookedMs = steadyNow();
  let stopListening: readonly (() => void)[] = [];
  const looking = setInterval(() => {
    if (steadyNow() - lookedMs < lookEveryMs(database.notifications, LOOK_EVERY_MS)) return;
    lookedMs = steadyNow();
    void read();
  }, LOOK_EVERY_MS.deaf);
  looking.unref();

  return {
    http: {
      ...{ sessions, check, limits },
      shares: createFairShare(MOST_AT_ONCE * (config.rateLimitPercent / 100)),
      signing: {
        async signOut(session: Session, requestId: string) {
          await revocations.revoke(session.tenant, session.userId, ended(session, requestId));
          consents.withdraw(session);
        },
        async putOut(session: Session, userId: string, requestId: string) {
          if (session.role !== 'admin') {
            record('session.denied', session, 'DELETE session');
            return false;
          }
          await revocations.revoke(session.tenant, userId, ended(session, requestId, userId));
          consents.withdraw({ tenant: session.tenant, userId });
          return true;
        },
      },
    },
    ...{ consent: consents.consent, entered: consents.entered, tasks: consents.tasks },
    isRevoked: revocations.isRevoked,
    /** Here even where the others cannot be told. */
    doubt(who: Pick<Session, 'tenant' | 'userId'>) {
      doubted(who);
      tell(who).catch(onTrouble);
    },
    async start() {
      stopListening = [
        hearStaff(database.notifications, doubted),
        database.notifications.listen(
          'session',
          () => void read(),
          () => void read(),
        ),
      ];
      await read();
    },
    close() {
      clearInterval(looking);
      for (const stop of stopListening) stop();
      notes.flush();
    },
  };
}

export type AccessControl = ReturnType<typeof createAccessControl>;
