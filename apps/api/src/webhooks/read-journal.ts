import type { Journal, JournalFile, JournalWish } from '../connectors/journal.ts';
import { isUpstreamError, UpstreamError } from '../connectors/upstream-error.ts';
import type { WebhookEvent } from '../connectors/webhook.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { JournalLog, JournalStanding } from './ports.ts';

export interface ReadJournalDeps {
  readonly tenant: TenantId;
  readonly system: string;
  readonly journal: Journal;
  /** How long it keeps what it tells. */
  readonly keptMs: number;
  readonly log: JournalLog;
  wishes(): Promise<readonly JournalWish[]>;
  onlyTells(event: WebhookEvent): boolean;
  /** Nobody can say what has changed: everything is compared. */
  compareAll(): Promise<void>;
  now(): number;
  steadyNow(): number;
}

/** So long in one go; then others have their turn. */
const WORKED_MS = 30_000;
const SUBSCRIBED_MS = 86_400_000;
/** One that can never tell must not have everything compared again and again. */
const COMPARED_MS = 6 * 3_600_000;
/** What was published when is said by the vendor's clock. */
const CLOCKS_MS = 7_200_000;

/**
 * Reads on to the end of a vendor's journal. What a file tells is stored as deliveries of webhooks are, so that all that
 * follows is one and the same. Where the journal cannot tell any more what has happened since, everything is compared and
 * it is begun anew. What fails is tried again the next time, from where one stood.
 */
export async function readJournal(deps: ReadJournalDeps, signal: AbortSignal): Promise<void> {
  const { tenant, system, log, now } = deps;
  const standing = await log.find(tenant, system);
  if (!standing) return;
  try {
    await subscribe(deps, standing, signal);
    await readOn({ ...deps, compareAll: seldom(deps, standing) }, standing, signal);
  } catch (error) {
    if (!isUpstreamError(error)) throw error;
    // Called off: it is somebody else's to go on with.
    if (!signal.aborted) await log.failed(tenant, system, error.reason, now());
  }
}

/** What it is to tell of, as one text. */
export const subscribedTo = (wishes: readonly JournalWish[]): string => JSON.stringify(wishes);

async function subscribe(deps: ReadJournalDeps, { subscribed, subscribedAt }: JournalStanding, signal: AbortSignal) {
  const { tenant, system, journal, log, now } = deps;
  const wishes = await deps.wishes();
  const wanted = subscribedTo(wishes);
  const isFresh = subscribedAt !== undefined && now() - Date.parse(subscribedAt) < SUBSCRIBED_MS;
  if (subscribed === wanted && isFresh) return;
  await journal.subscribe(wishes, signal);
  await log.subscribed(tenant, system, wanted, now());
}

async function readOn(deps: ReadJournalDeps, standing: JournalStanding, signal: AbortSignal): Promise<void> {
  const { tenant, system, journal, log, now, steadyNow } = deps;
  const begunMs = steadyNow();
  let { cursor } = standing;
  let isOld = cursor !== undefined && isTooOld(deps, standing);
  for (;;) {
    const told = cursor === undefined || isOld ? 'expired' : await journal.after(cursor, signal);
    const part = told === 'expired' ? await journal.begin(signal) : told;
    // Begun first: what happens from here on is told, and what happened before is found.
    if (told === 'expired' && cursor !== undefined) await deps.compareAll();
    isOld = false;
    if (part.files.length === 0 && part.cursor !== cursor) {
      const begun = { from: cursor, cursor: part.cursor, positionMs: now(), arrivals: [] };
      if (!(await log.keep(tenant, system, begun))) return;
    }
    // One that goes round in circles would be read for ever.
    if (part.files.length > 0 && part.cursor === cursor) throw new UpstreamError('bad_answer');
    for (const file of part.files) {
      if (!(await take(deps, cursor, file, signal))) return;
      cursor = file.cursor;
      if (steadyNow() - begunMs > WORKED_MS) return log.goOn(tenant);
    }
    if (part.files.length === 0) return log.atEnd(tenant, system, now());
  }
}

/**
 * What is compared once covers all that cannot be told until then. Where that was a short time ago, one stays where one is,
 * and the CRM is asked as if there were no journal meanwhile.
 */
function seldom({ tenant, system, log, compareAll, now }: ReadJournalDeps, { comparedAt }: JournalStanding) {
  let isAsked = false;
  return async (): Promise<void> => {
    if (isAsked) return;
    if (comparedAt !== undefined && now() - Date.parse(comparedAt) < COMPARED_MS) throw new UpstreamError('bad_answer');
    await compareAll();
    await log.compared(tenant, system, now());
    isAsked = true;
  };
}

/** Whatever the vendor answers: files after this place may be gone. */
const isTooOld = ({ keptMs, now }: ReadJournalDeps, { positionAt }: JournalStanding): boolean =>
  positionAt === undefined || now() - Date.parse(positionAt) > keptMs - CLOCKS_MS;

/** False where somebody else has read on meanwhile. */
async function take(
  { tenant, system, log, onlyTells, compareAll }: ReadJournalDeps,
  from: string | undefined,
  file: JournalFile,
  signal: AbortSignal,
): Promise<boolean> {
  const { delivered, publishedMs, leftOut } = await file.read(signal);
  // Before the place behind it is kept: whoever dies in between asks for it again.
  if (leftOut > 0) await compareAll();
  const arrivals = delivered.map((one) => ({ ...one, tenant, system, onlyTells: onlyTells(one.event) }));
  return log.keep(tenant, system, { from, cursor: file.cursor, positionMs: publishedMs, arrivals });
}
