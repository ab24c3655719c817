import type { Status } from '@sidelight/shared/health/status.ts';
import { median } from '../e2e/median.ts';
import { type System, systemOf, vendors } from '../world/systems.ts';
import { overBudget } from './call-budget.ts';
import { createJudge } from './judge.ts';
import { findLate } from './lateness.ts';
import type { Opening } from './read-opening.ts';
import type { Scenario } from './scenarios.ts';
import { pace, type Testbed, VENDOR_MS } from './testbed.ts';
import { timesShown } from './times-shown.ts';
import { cardsOf } from './who-shows.ts';

const KNOWN = '1001';
const NEVER_OPENED = '1002';
const AT_ONCE = 10;
/** How long the heartbeat may take on a busy machine. */
const BUSY_MS = 250;

interface Stage {
  readonly testbed: Testbed;
  /** The same, and nothing ever happens to it: how fast healthy cards are on this machine right now. */
  readonly beside: Testbed;
}

/** Puts one system, or a pair, through one kind of failure. Answers what was wrong with what the product did. */
export async function runScenario(
  { testbed, beside }: Stage,
  systems: readonly System[],
  scenario: Scenario,
): Promise<string[]> {
  const { status } = testbed;
  const { world } = testbed.product;
  let openings = 0;
  const open = (ticketId: string): Promise<Opening> => {
    openings++;
    return testbed.open(ticketId);
  };
  const isBad = (s: Status) =>
    systems.every((name) => {
      const { state, reason } = s.systems.find(({ system }) => system === name)!;
      return (
        scenario.states.includes(state) && reason === scenario.reason && s.incidents.some((i) => i.system === name)
      );
    });
  const isCalm = (s: Status) => s.incidents.length === 0 && s.systems.every(({ state }) => state === 'ok');

  await Promise.all([open(KNOWN), beside.open(KNOWN)]);
  const base = [await open(KNOWN), await open(KNOWN), await open(KNOWN)];
  await status.until(isCalm);
  const judge = createJudge(systems, scenario, base);
  const { check } = judge;

  const firstBudget = beginStretch(false);
  for (const system of systems) world.faults.set(system, scenario.fault);
  const during = await open(KNOWN);
  judge.opening(during, 'during');
  judge.firstSpeed(during);
  if (scenario.reason !== undefined)
    await status.until(isBad, 5000).catch((error: Error) => check(false, `health: ${error.message}`));
  firstBudget();
  const knownBudget = beginStretch(scenario.reason !== undefined);
  const { pairs, late } = await findLate(judge.unhurt, async (isBrokenFirst) => {
    const first = await (isBrokenFirst ? open(KNOWN) : beside.open(KNOWN));
    const second = await (isBrokenFirst ? beside.open(KNOWN) : open(KNOWN));
    return isBrokenFirst ? { broken: first, healthy: second } : { broken: second, healthy: first };
  });
  judge.wrong.push(...late);
  for (const { broken } of pairs) judge.opening(broken, 'later');
  if (scenario.states[0] === 'down') {
    judgeFirstFlush(pairs.map(({ broken }) => broken));
    // However many ask at once now, nobody's question may reach it.
    await Promise.all(Array.from({ length: AT_ONCE }, () => open(KNOWN)));
  }
  const blamed = new Set(status.all.flatMap((s) => s.incidents.map(({ system }) => system)));
  // The two vendors of issues meet the good and the bad half of each period by turns: no one of them need fail for long.
  const isSteady = scenario.fault.kind !== 'flapping' || !systems.includes('issues');
  for (const system of isSteady ? systems : [])
    check(timesShown(status.all, system) <= 1, `the banner of ${system} came and went`);
  const guilty: readonly string[] = scenario.reason === undefined ? [] : systems;
  for (const system of blamed) check(guilty.includes(system), `an incident of ${system} for nothing`);
  if (scenario.reason !== undefined && !systems.some((system) => system === 'helpdesk' || system === 'crm'))
    judge.stranger(await open(NEVER_OPENED));
  await testbed.beRefused();
  knownBudget();

  const said = status.now();
  // Who flaps may have been well for a while when it is cleared; then there is nothing to find out.
  const isOver = scenario.fault.kind === 'flapping' && said !== undefined && isCalm(said);
  world.faults.clear();
  const clearedAtMs = Date.now();
  const clearedMs = performance.now();
  const holdMs = Math.max(0, ...systems.map((system) => scenario.holdMsOf?.[system] ?? scenario.holdMs ?? 0));
  await status.until(isCalm, 8000 + holdMs).catch((error: Error) => check(false, `recovery: ${error.message}`));
  const tookMs = performance.now() - clearedMs;
  // One interval until it is asked, its answer, and two more good ones; the heartbeat carries each.
  const slowest = Math.max(pace.downMs, pace.lockedMs) * 1.1 + 3 * (VENDOR_MS + 2 * pace.suspectMs) + pace.timeoutMs;
  check(tookMs <= slowest + holdMs + 600, `recovery took ${tookMs.toFixed(0)} ms`);
  if (!isOver) judgeProbes(clearedAtMs, holdMs);
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
        const over = overBudget(system, scenario, stretch);
        if (over !== undefined) check(false, `${isKnown ? 'later' : 'at first'}: ${over}`);
      }
    };
  }

  /** What is gone is said with the first lines, and not after whoever had to be asked. */
  function judgeFirstFlush(all: readonly Opening[]): void {
    // The helpdesk is asked first: without it there is only our own copy, and that may take its time.
    const dead = systems.includes('helpdesk') ? [] : systems.flatMap((system) => cardsOf[system]);
    const asked = judge.unhurt.filter((id) => id !== 'issues');
    const never = Number.POSITIVE_INFINITY;
    const settled = (id: string, { settledMs }: Opening) => settledMs.get(id) ?? never;
    const answered = ({ saidMs }: Opening) => Math.min(...asked.map((id) => saidMs.get(id) ?? never));
    for (const id of dead) {
      const aheadMs = median(all.map((one) => answered(one) - settled(id, one)));
      check(aheadMs > VENDOR_MS / 2, `${id} is not in the first flush: ${aheadMs.toFixed(0)} ms ahead of the others`);
    }
  }

  /** Each vendor must be asked within one probe interval of being well again. */
  function judgeProbes(clearedAtMs: number, holdMs: number): void {
    if (scenario.reason === undefined) return;
    const intervalMs = scenario.states[0] === 'locked_out' ? pace.lockedMs : pace.downMs;
    // A probe that was sent into the silence is answered by its own time-out first.
    const silentMs = scenario.reason === 'timeout' ? pace.timeoutMs : 0;
    const mostMs = intervalMs * 1.1 + silentMs + holdMs + pace.suspectMs + BUSY_MS;
    for (const vendor of vendors.filter((one) => systems.includes(systemOf[one]))) {
      const call = world.calls.list().find((one) => one.vendor === vendor && Date.parse(one.at) >= clearedAtMs);
      const afterMs = call ? Date.parse(call.at) - clearedAtMs : Number.POSITIVE_INFINITY;
      check(afterMs <= mostMs, `${vendor} was asked ${afterMs} ms after it was well, not within ${mostMs.toFixed(0)}`);
    }
  }
}
