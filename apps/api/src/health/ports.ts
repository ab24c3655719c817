import type { TicketAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import type { IncidentEntry } from '@sidelight/shared/health/incident.ts';
import type { WorkKind } from '@sidelight/shared/health/vendor-budget.ts';
import type { Observation } from '@sidelight/shared/map/observation.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { History } from './history.ts';
import type { Signal } from './signal.ts';

/** One connection's health as the leading process last wrote it. */
export interface StoredConnection {
  readonly connector: string;
  readonly system: string;
  readonly history: History;
  /** The last signal counted in it. */
  readonly lastSignal: number;
}

export interface SignalLog {
  /** A signal that is there already is left alone. */
  append(tenant: TenantId, signals: readonly Signal[]): Promise<void>;
  /** In the order they arrived. */
  after(tenant: TenantId, id: number, most: number): Promise<readonly { id: number; signal: Signal }[]>;
  connections(tenant: TenantId): Promise<readonly StoredConnection[]>;
  saveConnections(tenant: TenantId, connections: readonly StoredConnection[]): Promise<void>;
}

/** One incident as it is kept: its timeline says everything else. */
export interface StoredIncident {
  readonly id: string;
  readonly system: string;
  readonly openedAt: string;
  readonly closedAt: string | undefined;
  readonly timeline: readonly IncidentEntry[];
}

/** What a replay starts from: the connections before the first signal that still counted. */
export interface ReplayStart {
  readonly firstSignal: number;
  readonly histories: readonly { readonly connector: string; readonly history: History }[];
}

export interface IncidentLog {
  /** Undefined when this system has an open one already. */
  open(
    tenant: TenantId,
    system: string,
    at: string,
    entries: readonly IncidentEntry[],
    replay: ReplayStart | undefined,
    record?: OnRecord,
  ): Promise<string | undefined>;
  /** All of them, or none. */
  append(
    tenant: TenantId,
    id: string,
    added: IncidentEntry | readonly IncidentEntry[],
    record?: OnRecord,
  ): Promise<void>;
  /** False when it was closed already. */
  close(
    tenant: TenantId,
    id: string,
    entry: IncidentEntry & { readonly kind: 'closed' },
    record?: OnRecord,
  ): Promise<boolean>;
  find(tenant: TenantId, id: string): Promise<StoredIncident | undefined>;
  /** Open ones, and those closed since. */
  current(tenant: TenantId, closedSince: string): Promise<readonly StoredIncident[]>;
  replayStart(tenant: TenantId, id: string): Promise<ReplayStart | undefined>;
}

/** Counts up with every change of health or incidents, so that other processes see that there is one. */
export interface Versions {
  read(tenant: TenantId): Promise<number>;
  bump(tenant: TenantId): Promise<void>;
}

/** One open page of one agent. */
export interface Frame {
  readonly frame: string;
  readonly agentId: string;
  readonly ticketId: string | undefined;
  readonly accountId: string | undefined;
}

export interface PresenceLog {
  put(tenant: TenantId, process: string, frames: readonly Frame[]): Promise<void>;
  remove(tenant: TenantId, frames: readonly string[]): Promise<void>;
  /** Seen within the last `withinMs`, by the database's clock. */
  all(tenant: TenantId, withinMs: number): Promise<readonly Frame[]>;
}

/** A decision field an agent saw old, or did not see at all. */
export interface ShownAnswer {
  readonly ticketId: string;
  readonly field: string;
  readonly system: string;
  /** A checked `Value`; null when nothing could be shown. */
  readonly shown: unknown;
  readonly shownAt: string;
  readonly answeredAt: string | undefined;
  /** An id. */
  readonly answeredBy: string | undefined;
}

/** One that nobody has answered by yet. */
export type Noted = Omit<ShownAnswer, 'answeredAt' | 'answeredBy'>;

/** When a reply went out, and by whom (an id), where that is known. */
export interface Reply {
  readonly at: string;
  readonly by: string | undefined;
}

export interface ShownLog {
  note(tenant: TenantId, answers: readonly Noted[]): Promise<void>;
  /** They have been seen right since, before anybody answered by them. */
  settle(tenant: TenantId, seen: readonly Pick<ShownAnswer, 'ticketId' | 'field'>[]): Promise<void>;
  /** A reply went out. Answers what it was based on, shown since `since`. */
  answered(tenant: TenantId, ticketId: string, reply: Reply, since: string): Promise<readonly ShownAnswer[]>;
  /** What was shown of its system while it was open, and what was believed and came into doubt by it: one a field of a ticket. */
  ofIncident(
    tenant: TenantId,
    incident: Pick<StoredIncident, 'id' | 'system' | 'openedAt'>,
    until: string,
  ): Promise<readonly ShownAnswer[]>;
}

/** Fields of one connection that the canary has found right. */
export interface FoundRight {
  readonly fields: readonly string[];
  /** What was shown before this. */
  readonly before: string;
}

/** Fields of one connection that the canary has found wrong. */
export interface FoundWrong {
  readonly incidentId: string;
  readonly fields: readonly string[];
  /** When they were last right. */
  readonly since: string;
}

/**
 * Decision fields that agents saw as right, from a system that a canary watches: kept until it has found that system
 * right, since until then they may turn out to be wrong.
 */
export interface BelievedLog {
  /** What has come into doubt and was answered by stays until it has been checked. */
  note(tenant: TenantId, shown: readonly Noted[]): Promise<void>;
  /** A reply went out. Answers what of it has come into doubt. */
  answered(tenant: TenantId, ticketId: string, reply: Reply, since: string): Promise<readonly ShownAnswer[]>;
  /** Forgets what is in doubt no more. */
  foundRight(tenant: TenantId, looks: readonly FoundRight[]): Promise<void>;
  /** It comes into doubt by that incident. Answers what somebody has answered by; said again, only what is new. */
  foundWrong(tenant: TenantId, found: FoundWrong): Promise<readonly ShownAnswer[]>;
}

/** What was believed of a system comes into doubt, and the tickets answered by it are to be marked, if `isMarking`; both, or neither. */
export type Doubt = (tenant: TenantId, found: FoundWrong, isMarking: boolean) => Promise<void>;

/** Maintenance that has been planned and has not begun. */
export interface Plan {
  readonly id: string;
  readonly system: string;
  readonly startsAt: string;
  readonly until: string;
  /** May be empty. */
  readonly text: string;
  readonly by: string;
}

export interface PlanLog {
  /** Undefined where there are as many as fit. */
  put(tenant: TenantId, plan: Omit<Plan, 'id'>, record?: OnRecord): Promise<string | undefined>;
  /** The next one first. */
  list(tenant: TenantId): Promise<readonly Plan[]>;
  /** False where there was none. */
  change(tenant: TenantId, plan: Plan, record?: OnRecord): Promise<boolean>;
  /** False where there was none, or no longer as it was `seen`. */
  remove(tenant: TenantId, id: string, how?: { readonly seen?: Plan; readonly record?: OnRecord }): Promise<boolean>;
}

/** Whom pages have warned of what. */
export interface WarningLog {
  /** True once for each person and incident, in whichever process, and once more when it has come to a higher level. */
  claim(tenant: TenantId, incidentId: string, agentId: string, level: number): Promise<boolean>;
}

export interface PeopleLog {
  /** Ids of leads and admins who have opened a page since then, the last one first. */
  leads(tenant: TenantId, since: string, most: number): Promise<readonly string[]>;
}

export type { TicketAtRisk };
/** One ticket read again: what differs, which may be nothing, or that it could not be read. */
export type CheckedTicket =
  | { readonly kind: 'checked'; readonly ticket: TicketAtRisk }
  | { readonly kind: 'unchecked'; readonly ticketId: string };

/** What became of an answer that was marked: its values were right, one was not, or somebody has told the customer. */
export type OutcomeKind = 'confirmed' | 'different' | 'handled';

export interface Outcome {
  readonly kind: OutcomeKind;
  readonly incidentId: string;
}

/** One ticket as an incident has left it. */
export interface RiskOfTicket {
  readonly incidentId: string;
  readonly checked: CheckedTicket;
}

export interface RiskLog {
  put(tenant: TenantId, incidentId: string, result: CheckedTicket): Promise<void>;
  of(tenant: TenantId, incidentId: string): Promise<readonly CheckedTicket[]>;
  /** Somebody has taken care of it. False where there is no such ticket, or that was said before. */
  handle(
    tenant: TenantId,
    incidentId: string,
    ticketId: string,
    by: string,
    at: string,
    record?: OnRecord,
  ): Promise<boolean>;
  /** Nobody has, after all. False where nobody had said so since. */
  reopen(tenant: TenantId, incidentId: string, ticketId: string, since: string, record?: OnRecord): Promise<boolean>;
  ofTicket(tenant: TenantId, ticketId: string): Promise<readonly RiskOfTicket[]>;
  handledBetween(tenant: TenantId, from: string, until: string): Promise<readonly RiskOfTicket[]>;
}

/** Calls to one vendor in one window of one of its limits. */
export interface UsageRow {
  readonly connector: string;
  /** Who counted them, in which process. */
  readonly counter: string;
  readonly windowMs: number;
  readonly startMs: number;
  readonly kind: WorkKind;
  readonly calls: number;
}

export interface UsageLog {
  /** Adds to what they have said. */
  add(tenant: TenantId, rows: readonly UsageRow[]): Promise<void>;
  /** Of windows that had not ended a whole window before `nowMs`. `isActive`: it has said something just now. */
  since(tenant: TenantId, nowMs: number): Promise<readonly (UsageRow & { readonly isActive: boolean })[]>;
}

/** What was seen of the map at work, by the day. */
export interface ObservationLog {
  /** Adds to what is there. */
  add(tenant: TenantId, atMs: number, seen: readonly Observation[]): Promise<void>;
  /** Added up, from the day of `sinceMs` on. */
  since(tenant: TenantId, sinceMs: number): Promise<Observation[]>;
}

/** `call`: one call of a system. `read`, `start`: how long one read took, and when in its context it began. */
export type SpeedKind = 'call' | 'read' | 'start';

export interface SpeedLog {
  /** Each row replaces what this process has said of that minute. */
  put(
    tenant: TenantId,
    process: string,
    rows: readonly { minuteMs: number; kind: SpeedKind; name: string; buckets: readonly number[] }[],
  ): Promise<void>;
  /** Adds to what is there. */
  count(tenant: TenantId, hourMs: number, served: { readonly total: number; readonly kept: number }): Promise<void>;
  since(
    tenant: TenantId,
    sinceMs: number,
  ): Promise<readonly { kind: SpeedKind; name: string; buckets: readonly number[] }[]>;
  sloHours(tenant: TenantId, sinceMs: number): Promise<readonly { hourMs: number; total: number; kept: number }[]>;
}
