import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { askErasure } from './ask-erasure.ts';
import { nobody, ownTextsOf, type Person, textsOf, together, userText } from './person.ts';
import type { Erasure, ErasureLog, PersonRows } from './ports.ts';

/** How a user stands in the helpdesk. `deleted`: they can be restored. `erased`: they cannot. `unknown`: it could not be asked. */
export type UserStanding = 'there' | 'deleted' | 'erased' | 'unknown';

export interface RestorableDeps {
  readonly tenant: TenantId;
  readonly log: Pick<ErasureLog, 'ask' | 'hold' | 'release' | 'letGo' | 'ofMarks' | 'put'>;
  readonly rows: Pick<PersonRows, 'widen' | 'count' | 'erase'>;
  marksOf(texts: readonly string[]): Promise<readonly string[]>;
  standingOf(userId: string, signal: AbortSignal): Promise<UserStanding>;
  /** Tells every process, this one too: nothing it remembers of this tenant counts any more. */
  emptyMemories(): Promise<void>;
  /** The row of what is done to the erasure that it names. */
  recordOf(
    action: 'privacy.user_deleted' | 'privacy.user_restored' | 'privacy.erasure_asked',
    userId: string,
    erasure?: string,
  ): OnRecord;
  /** For a new erasure. */
  newId(): string;
  now(): number;
}

/** As long as the helpdesk can restore them. */
const RESTORABLE_MS = 30 * 86_400_000;
/** Copies of what systems have answered: whoever is restored is read again. */
const COPIES = 'last_known';

/**
 * The helpdesk says that a user was deleted, or is back. Whoever can be restored is not erased yet: nothing new is kept of
 * them, and copies of answers go at once. What only we have, as which account somebody picked for them, waits 30 days. False
 * where the helpdesk could not be asked.
 */
export async function userGoneOrBack(deps: RestorableDeps, userId: string, signal: AbortSignal): Promise<boolean> {
  const { tenant, log, rows, marksOf, standingOf, recordOf } = deps;
  const standing = await standingOf(userId, signal);
  if (standing === 'unknown') return false;
  const known = await log.ofMarks(tenant, await marksOf([userText(userId)]));
  if (standing === 'there') {
    if (known?.state === 'restorable') await restore(deps, known, userId);
    return true;
  }
  if (known && known.state !== 'restorable') return true;
  if (standing === 'erased') {
    const record = recordOf('privacy.erasure_asked', userId);
    await askErasure(deps, together(nobody, { users: [userId] }), 'helpdesk', 'helpdesk', { record });
    return true;
  }
  if (known) return true;
  const person = await rows.widen(tenant, together(nobody, { users: [userId] }));
  const others = await standingsOf(
    deps,
    person.users.filter((id) => id !== userId),
    signal,
  );
  if (others.includes('unknown')) return false;
  // Merged into another user, or there twice: they are still a customer.
  if (others.includes('there')) return true;
  if ((await rows.count(tenant, person)).length > 0) await hold(deps, person, userId, signal);
  return true;
}

async function standingsOf({ standingOf }: RestorableDeps, users: readonly string[], signal: AbortSignal) {
  const found: UserStanding[] = [];
  for (const id of users) found.push(await standingOf(id, signal));
  return found;
}

async function hold(deps: RestorableDeps, person: Person, userId: string, signal: AbortSignal): Promise<void> {
  const { tenant, log, rows, marksOf, now } = deps;
  const id = deps.newId();
  const asked = {
    ...{
      person,
      by: 'helpdesk' as const,
      marks: await marksOf(textsOf(person)),
      own: await marksOf(ownTextsOf(person)),
    },
    ...{ dueAt: new Date(now() + RESTORABLE_MS), id },
  };
  const held = await log.hold(tenant, asked, deps.recordOf('privacy.user_deleted', userId, id));
  if (!held.isNew) return;
  // Before anything is deleted: what writes from now on looks for the marks.
  await deps.emptyMemories();
  const n = await rows.erase(tenant, COPIES, person, signal);
  await log.put(tenant, held.id, { place: COPIES, state: 'done', n });
  await deps.emptyMemories();
}

async function restore(deps: RestorableDeps, { id }: Erasure, userId: string): Promise<void> {
  await deps.log.letGo(deps.tenant, id, deps.recordOf('privacy.user_restored', userId, id));
  await deps.emptyMemories();
}

/** Whether whoever can be restored is to be erased now: they cannot be any more, or their time is over. */
export async function isDue(deps: RestorableDeps, erasure: Erasure, signal: AbortSignal): Promise<boolean> {
  const { tenant, log, now } = deps;
  const users = erasure.person?.users ?? [];
  const standings = await standingsOf(deps, users, signal);
  const back = users[standings.indexOf('there')];
  if (back !== undefined) {
    await restore(deps, erasure, back);
    return false;
  }
  const isGone = standings.length > 0 && standings.every((one) => one === 'erased');
  if (!isGone && Date.parse(erasure.dueAt ?? '') > now()) return false;
  await log.release(tenant, erasure.id);
  return true;
}
