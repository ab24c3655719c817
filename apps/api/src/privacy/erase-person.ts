import type { OnRecord } from '../audit/ports.ts';
import { done, type Outcome, retry } from '../jobs/outcome.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { dataInventory } from './data-inventory.ts';
import { type HeldElsewhere, planErasure, type Step } from './erasure-plan.ts';
import { type Person, textsOf } from './person.ts';
import type { Erasure, ErasureLog, PersonRows } from './ports.ts';

export interface ErasePersonDeps {
  readonly tenant: TenantId;
  readonly log: ErasureLog;
  readonly rows: PersonRows;
  marksOf(texts: readonly string[]): Promise<readonly string[]>;
  /** Everything that sync keeps of them, with marks of its own. */
  eraseInSync(person: Person, told: string | undefined): Promise<void>;
  /** Tells every process, this one too: nothing it remembers of this tenant counts any more. */
  emptyMemories(): Promise<void>;
  /** The same, and waits until each has said in the receipt that it did. Answers those that are there and have not. */
  silentProcesses(erasure: string, signal: AbortSignal): Promise<readonly string[]>;
  /** No process that has not said so is there any more. */
  letGone(erasure: string): Promise<void>;
  /** Whether a system still has the record. `unknown`: it could not be asked. */
  isHeld(elsewhere: HeldElsewhere, signal: AbortSignal): Promise<'held' | 'gone' | 'unknown'>;
  ownerOf(system: string): string | undefined;
  /** The row of an erasure that has come to this. */
  recordOf?(erasure: string, state: 'held_elsewhere' | 'done'): OnRecord;
  readonly backupsKeptMs: number;
  now(): number;
  onTrouble(error: unknown, place: string): void;
}

/**
 * One go at an erasure. What a step has done stands in its receipt before the next one begins; a step that fails is a
 * finding, and the others go on. It is over once a later go, when everything that was under way has been written, finds
 * nothing more.
 */
export async function erasePerson(deps: ErasePersonDeps, id: string, signal: AbortSignal): Promise<Outcome> {
  const { tenant, log, rows } = deps;
  const erasure = await log.find(tenant, id);
  if (!erasure || erasure.state === 'done') return done;
  if (!erasure.person) return lookElsewhere(deps, erasure, signal);
  const person = await rows.widen(tenant, erasure.person);
  await log.keepPerson(tenant, id, person);
  const plan = planErasure(dataInventory, person, toldBy(erasure));
  let [found, failed] = [0, 0];
  for (const step of plan) {
    const n = await take(deps, erasure, person, step, signal);
    if (n === undefined) failed++;
    else found += n;
  }
  if (failed > 0) return retry('no_answer');
  if (erasure.state !== 'settling' || found > 0) {
    await log.settling(tenant, id);
    return done;
  }
  return end(deps, id);
}

/** How many rows it was; undefined, with a finding, where it could not be done. */
async function take(
  deps: ErasePersonDeps,
  erasure: Erasure,
  person: Person,
  step: Step,
  signal: AbortSignal,
): Promise<number | undefined> {
  const { tenant, log } = deps;
  const { id } = erasure;
  try {
    if (step.kind === 'elsewhere') {
      await notice(deps, id, step, signal);
      return 0;
    }
    if (step.kind === 'memory') return await forgetEverywhere(deps, id, signal);
    const n = await perform(deps, erasure, person, step, signal);
    await log.put(tenant, id, { place: step.place, state: 'done', n });
    return n;
  } catch (error) {
    signal.throwIfAborted();
    deps.onTrouble(error, step.place);
    await log.put(tenant, id, { place: step.place, state: 'failed', n: 0, reason: 'no_answer', owner: 'operator' });
    return undefined;
  }
}

async function perform(
  deps: ErasePersonDeps,
  erasure: Erasure,
  person: Person,
  step: Exclude<Step, { kind: 'elsewhere' | 'memory' }>,
  signal: AbortSignal,
): Promise<number> {
  const { tenant, log, rows } = deps;
  switch (step.kind) {
    case 'marks': {
      await log.keepMarks(tenant, erasure.id, await deps.marksOf(textsOf(person)));
      // Before anything is deleted: what writes from now on looks for the marks.
      await deps.emptyMemories();
      return 0;
    }
    case 'sync': {
      let n = 0;
      for (const table of step.tables) n += await rows.erase(tenant, table, person, signal);
      await deps.eraseInSync(person, toldBy(erasure));
      return n;
    }
    case 'table':
      return rows.erase(tenant, step.place, person, signal);
    case 'jobs':
      return rows.eraseJobs(tenant, person);
  }
}

/** Undefined, with a finding for each, while a process that is there has not said that its memory is empty. */
async function forgetEverywhere(
  { tenant, log, silentProcesses, letGone, onTrouble }: ErasePersonDeps,
  erasure: string,
  signal: AbortSignal,
): Promise<number | undefined> {
  const silent = await silentProcesses(erasure, signal);
  const finding = { state: 'failed', n: 0, reason: 'no_answer', owner: 'operator' } as const;
  for (const place of silent) await log.put(tenant, erasure, { place, ...finding });
  await letGone(erasure);
  if (silent.length > 0) {
    onTrouble(new Error('a process has not said that it has forgotten'), silent.join(', '));
    return undefined;
  }
  await log.put(tenant, erasure, { place: 'memory', state: 'done', n: 0 });
  return 0;
}

/** Another system's record is not ours to delete: its owner has to, and is named until it is gone. */
async function notice(
  { tenant, log, isHeld, ownerOf, marksOf }: ErasePersonDeps,
  erasure: string,
  { system, id }: HeldElsewhere,
  signal: AbortSignal,
): Promise<void> {
  const held = await isHeld({ system, id }, signal);
  // The receipt stays when the id in it is no more.
  const [mark = ''] = await marksOf([`${system}:${id}`]);
  const place = `${system} ${mark.slice(0, 8)}`;
  if (held === 'gone') await log.put(tenant, erasure, { place, state: 'done', n: 0 });
  else {
    const owner = ownerOf(system) ?? 'operator';
    const reason = held === 'held' ? 'still_held' : 'not_asked';
    await log.put(tenant, erasure, { place, state: 'elsewhere', n: 0, reason, owner, ref: id });
  }
}

/** Nothing is here any more; whether the others have erased them too is asked until they have. */
async function lookElsewhere(deps: ErasePersonDeps, { id }: Erasure, signal: AbortSignal): Promise<Outcome> {
  const { tenant, log } = deps;
  for (const { place, ref, state } of await log.receipts(tenant, id)) {
    if (state !== 'elsewhere' || ref === undefined) continue;
    const system = place.split(' ')[0] ?? '';
    if ((await deps.isHeld({ system, id: ref }, signal)) === 'gone')
      await log.put(tenant, id, { place, state: 'done', n: 0 });
  }
  return end(deps, id);
}

async function end({ tenant, log, now, backupsKeptMs, recordOf }: ErasePersonDeps, id: string): Promise<Outcome> {
  const receipts = await log.receipts(tenant, id);
  const isElsewhere = receipts.some(({ state }) => state !== 'done');
  const state = isElsewhere ? 'held_elsewhere' : 'done';
  await log.end(tenant, id, state, new Date(now() + backupsKeptMs), recordOf?.(id, state));
  return done;
}

/** The system that has erased them itself need not be told. */
const toldBy = ({ cause }: Erasure): string | undefined =>
  cause === 'helpdesk' || cause === 'crm' ? cause : undefined;
