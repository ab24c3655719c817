import type { Status } from '@sidelight/shared/health/status.ts';
import type { System } from '../world/systems.ts';
import { type Arena, pace, VENDOR_MS } from './arena.ts';
import { overBudget } from './call-budget.ts';
import type { Ordeal } from './expected.ts';
import { createJudge } from './judge.ts';
import type { Opening } from './read-opening.ts';
import { cardsOf } from './who-shows.ts';

const KNOWN = '1001';
const NEVER_OPENED = '1002';
const AT_ONCE = 10;

/** Puts one system, or a pair, through one kind of failure. Answers what was wrong with what the product did. */
export async function endure(arena: Arena, systems: readonly System[], ordeal: Ordeal): Promise<string[]> {
  const { status } = arena;
  const { world } = arena.product;
  let openings = 0;
  const open = (ticketId: string): Promise<Opening> => {
    openings++;
    return arena.open(ticketId);
  };
  const isBad = (s: Status) =>
    systems.every((name) => ordeal.states.includes(s.systems.find(({ system }) => system === name)!.state));
  const isCalm = (s: Status) => s.incidents.length === 0 && s.systems.every(({ state }) => state === 'ok');

  await open(KNOWN);
  const base = [await open(KNOWN), await open(KNOWN), await open(KNOWN)];
  await status.until(isCalm);
  const judge = createJudge(systems, ordeal, base);
  const { check } = judge;

  const firstBudget = beginStretch(false);
  for (const system of systems) world.faults.set(system, ordeal.fault);
  const during = await open(KNOWN);
  judge.opening(during, 'during');
  judge.speed([during]);
  if (ordeal.reason !== undefined)
    await status.until(isBad, 5000).catch((error: Error) => check(false, `health: ${error.message}`));
  firstBudget();
  const knownBudget = beginStretch(ordeal.reason !== undefined);
  const late = [await open(KNOWN), await open(KNOWN), await open(KNOWN)];
  for (const opening of late) judge.opening(opening, 'later');
  judge.speed(late);
  if (ordeal.states[0] === 'down') await judgeFirstFlush();
  if (ordeal.reason === undefined) {
    const isQuiet = status.all.every((s) => s.incidents.length === 0);
    check(isQuiet, 'an incident for nothing');
  }
  if (ordeal.reason !== undefined && !systems.some((system) => system === 'helpdesk' || system === 'crm'))
    judge.stranger(await open(NEVER_OPENED));
  await arena.beRefused();
  knownBudget();

  world.faults.clear();
  const clearedMs = performance.now();
  await status.until(isCalm, 8000).catch((error: Error) => check(false, `recovery: ${error.message}`));
  const tookMs = performance.now() - clearedMs;
  // One interval until it is asked, its answer, and two more good ones; the heartbeat carries each.
  const slowest = Math.max(pace.downMs, pace.lockedMs) * 1.1 + 3 * (VENDOR_MS + 2 * pace.suspectMs) + pace.timeoutMs;
  check(tookMs <= slowest + (ordeal.holdMs ?? 0) + 600, `recovery took ${tookMs.toFixed(0)} ms`);
  judge.whole(await open(KNOWN));
  return judge.wrong;

  /** Answers how to end it: each failing system must have been called no more than it may. */
  function beginStretch(isKnown: boolean): () => void {
    world.calls.clear();
    const earlier = openings;
    const startedMs = performance.now();
    return () => {
      const calls = world.calls.list();
      const stretch = { calls, tookMs: performance.now() - startedMs, openings: openings - earlier, earlier, isKnown };
      for (const system of systems) {
        const over = overBudget(system, ordeal, stretch);
        if (over !== undefined) check(false, `${isKnown ? 'later' : 'at first'}: ${over}`);
      }
    };
  }

  /** Ten openings more, each answered before a vendor could have. */
  async function judgeFirstFlush(): Promise<void> {
    const all = await Promise.all(Array.from({ length: AT_ONCE }, () => open(KNOWN)));
    // The helpdesk is asked first: without it there is only our own copy, and that may take its time.
    for (const id of systems.includes('helpdesk') ? [] : systems.flatMap((system) => cardsOf[system])) {
      const places = all.map(({ events }) => events.findIndex((e) => e.type === 'card' && e.card.id === id));
      const first = Math.min(...places);
      check(first >= 0 && first <= 6, `${id} is not in the first flush`);
    }
  }
}
