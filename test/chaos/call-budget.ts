import type { CallLog } from '../world/calls.ts';
import type { System } from '../world/systems.ts';
import type { Scenario } from './scenarios.ts';
import { pace } from './testbed.ts';

/** Calls that one opening of a ticket known before makes to each system: one for each of its reads. */
const readsOf: Readonly<Record<System, number>> = { helpdesk: 2, crm: 3, billing: 2, telemetry: 2, issues: 2 };
/** `issues` is two vendors, each with its own breaker, retry allowance and probe. */
const connectorsOf = (system: System): number => (system === 'issues' ? 2 : 1);
/** What only probes ask for. Where probes ask what openings ask they cannot be told apart. */
const probed: Partial<Record<System, RegExp>> = {
  helpdesk: /\/users\/me\b/,
  crm: /\/account-info\//,
  billing: /\/v1\/products\?/,
};

/** A stretch of time in which a system fails. */
export interface Stretch {
  readonly calls: ReturnType<CallLog['list']>;
  readonly tookMs: number;
  /** Tickets opened in it. */
  readonly openings: number;
  /** Tickets opened before it, whose calls have earned retries. */
  readonly earlier: number;
  /** Whether everybody already knows that the system fails. */
  readonly isKnown: boolean;
}

/** What is wrong with how often a failing system was called, or undefined. */
export function overBudget(system: System, scenario: Scenario, stretch: Stretch): string | undefined {
  const own = stretch.calls.filter((call) => call.system === system);
  const mark = probed[system];
  const probes = mark ? own.filter(({ path, query }) => mark.test(`${path}?${query}`)).length : 0;
  const mostProbes = connectorsOf(system) * probesWithin(scenario, stretch);
  if (probes > mostProbes) return `${system} was probed ${probes} times, not ${mostProbes} at most`;
  const calls = own.length - probes;
  const most = agentCalls(system, scenario, stretch) + (mark ? 0 : mostProbes);
  return calls > most ? `${system} was called ${calls} times, not ${most} at most` : undefined;
}

/**
 * First attempts: one for each read of each opening. Retries: at most one for each first attempt, and for
 * each connector no more than the one it starts with, plus a tenth of all first attempts so far (its own
 * tenth of the map's 10 %), plus one every ten seconds. Nothing at all of a system that is known to be
 * gone, to refuse us, or to want to be left alone.
 */
function agentCalls(system: System, scenario: Scenario, { openings, earlier, tookMs, isKnown }: Stretch): number {
  const [state] = scenario.states;
  const isLeftAlone = state === 'down' || state === 'locked_out' || scenario.holdMs !== undefined;
  const reads = readsOf[system];
  if (isKnown && isLeftAlone) return reads * pausesEnded(scenario, tookMs);
  const first = openings * reads;
  if (scenario.reason !== 'unreachable' && scenario.reason !== 'upstream_error') return first;
  const allowance = connectorsOf(system) * (1 + Math.ceil(tookMs / 10_000)) + 0.1 * reads * (openings + earlier);
  return first + Math.min(first, Math.floor(allowance));
}

/** After each pause of ours one opening, or one probe, finds out that it goes on. */
const pausesEnded = ({ pausesFromMs }: Scenario, tookMs: number): number =>
  pausesFromMs === undefined ? 0 : Math.floor(Math.log2(1 + tookMs / pausesFromMs));

/**
 * Probes of one connector: one each interval, a tenth early at most. Until health has decided the interval
 * is that of a suspect, and the first failure is followed by two more at once.
 */
function probesWithin(scenario: Scenario, { tookMs, isKnown }: Stretch): number {
  if (!isKnown) return Math.ceil(tookMs / (0.9 * pace.suspectMs)) + 3;
  if (scenario.holdMs !== undefined) return 1 + pausesEnded(scenario, tookMs);
  const isFlapping = scenario.fault.kind === 'flapping';
  const intervalMs = isFlapping ? pace.suspectMs : scenario.states[0] === 'locked_out' ? pace.lockedMs : pace.downMs;
  return Math.ceil(tookMs / (0.9 * intervalMs)) + 1;
}
