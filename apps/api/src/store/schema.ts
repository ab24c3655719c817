import type { ColumnType, Generated } from 'kysely';
import type { PrivacySchema } from './privacy-schema.ts';
import type { ShownSchema } from './shown-schema.ts';
import type { SupportSchema } from './support-schema.ts';
import type { SyncSchema } from './sync-schema.ts';

type Json<T> = ColumnType<T, string, string>;
type At = ColumnType<Date, Date | string, Date | string>;

/** The tables, as the migrations leave them. Every one that holds a tenant's rows starts with the tenant. */
export interface Schema extends SyncSchema, SupportSchema, PrivacySchema, ShownSchema {
  tenants: {
    tenant: string;
    installation_id: string;
    learned_at: Generated<Date>;
    version: Generated<number>;
    checks_agents: Generated<boolean>;
    /** Null before it was first served. */
    map_hash: ColumnType<string | null, never, string>;
  };
  used_entries: { tenant: string; name: string; until: At };
  ended_sessions: { tenant: string; user_id: string; before: At };
  agent_sessions: { tenant: string; user_id: string; until: At };
  connections: {
    tenant: string;
    connector: string;
    method: string;
    inputs: Json<unknown>;
    by_id: string;
    by_name: string;
    since: Generated<Date>;
  };
  connection_tests: { tenant: string; connector: string; test: Json<unknown> };
  webhook_registrations: {
    tenant: string;
    webhook_id: string;
    since: Generated<Date>;
    test_sent_at: ColumnType<Date | null, string | null, string | null>;
    test_arrived_at: ColumnType<Date | null, string | null, string | null>;
    subscribed: string | null;
  };
  links: {
    tenant: string;
    requester_id: string;
    organization_id: string;
    account_id: string;
    contact_id: string | null;
    billing_id: string | null;
    telemetry_id: string | null;
    evidence: Json<readonly string[]>;
    basis: string;
    picked_by: string | null;
    picked_at: ColumnType<Date | null, Date | string | null | undefined, Date | string | null>;
    saved_at: At;
    payer_from: string | null;
    change: ColumnType<unknown, string | null, string | null>;
  };
  link_rejections: {
    tenant: string;
    requester_id: string;
    account_id: string;
    rejected_by: string;
    rejected_at: Generated<Date>;
  };
  field_reveals: {
    tenant: string;
    request_id: string;
    actor_id: string;
    at: At;
    field: string;
    ticket_id: string;
    note: string;
  };
  audit: {
    tenant: string;
    id: Generated<string>;
    at: At;
    request_id: string;
    actor_id: string;
    role: string;
    action: string;
    ticket_id: string | null;
    /** As it is, of a release before the chain; nothing in a row that is part of it. */
    requester_id: string | null;
    account_id: string | null;
    seq: string | null;
    hash: Buffer | null;
    subject: string | null;
    account: string | null;
    about: string | null;
    count: Generated<number>;
  };
  audit_heads: { tenant: string; seq: string; hash: Buffer };
  audit_signed_heads: {
    tenant: string;
    seq: string;
    hash: Buffer;
    at: At;
    public_key: string;
    signature: string;
  };
  audit_checks: { tenant: string; at: At; verdict: Json<unknown> };
  last_known: {
    tenant: string;
    read: string;
    subject: string;
    answer: Json<unknown>;
    read_at: At;
  };
  webhook_inbox: {
    tenant: string;
    system: string;
    delivery_id: string;
    body: Json<unknown>;
    received_at: Generated<Date>;
    handled_at: Date | null;
    taken_until: ColumnType<Date | null, Date, never>;
    attempts: Generated<number>;
    /** Of one that only tells of a change: those that arrived with it. */
    group_id: ColumnType<string | null, string | null | undefined, never>;
  };
  webhook_hours: {
    tenant: string;
    system: string;
    hour: At;
    delivered: ColumnType<string, number | undefined, number>;
    refused: ColumnType<string, number | undefined, number>;
  };
  webhook_alarms: { tenant: string; system: string; alarm: string; since: At };
  health_signals: {
    tenant: string;
    id: Generated<string>;
    process: string;
    seq: ColumnType<string, number, number>;
    system: string;
    connector: string;
    at_ms: number;
    source: string;
    ok: number;
    failed: number;
    tail: number;
    reason: string | null;
    hold_ms: number | null;
  };
  connection_health: {
    tenant: string;
    connector: string;
    system: string;
    state: string;
    reason: string | null;
    since_ms: number;
    history: Json<unknown>;
    last_signal: ColumnType<string, number, number>;
  };
  health_versions: { tenant: string; version: ColumnType<string, number, number> };
  incidents: {
    tenant: string;
    id: string;
    system: string;
    opened_at: At;
    closed_at: ColumnType<Date | null, string | null, string>;
    first_signal: ColumnType<string | null, number | null, never>;
    histories: ColumnType<unknown, string | null, never>;
  };
  incident_entries: { tenant: string; incident_id: string; n: Generated<string>; entry: Json<unknown> };
  incident_answers: {
    tenant: string;
    incident_id: string;
    ticket_id: string;
    result: Json<unknown>;
    handled_by: ColumnType<string | null, never, string | null>;
    handled_at: ColumnType<Date | null, never, string | null>;
  };
  incident_warnings: {
    tenant: string;
    incident_id: string;
    agent_id: string;
    level: number;
    warned_at: Generated<Date>;
  };
  planned_maintenance: {
    tenant: string;
    id: string;
    system: string;
    starts_at: At;
    ends_at: At;
    text: string;
    planned_by: string;
  };
  leases: { tenant: string; name: string; holder: string; expires_at: At };
  periodic_tasks: { name: string; due_at: At };
  presence: {
    tenant: string;
    frame: string;
    process: string;
    agent_id: string;
    ticket_id: string | null;
    account_id: string | null;
    seen_at: Generated<Date>;
  };
  alerts: {
    tenant: string;
    id: Generated<string>;
    once: string;
    incident_id: string | null;
    channel: string;
    message: Json<unknown>;
    state: Generated<string>;
    attempts: Generated<number>;
    why: ColumnType<string | null, never, string | null>;
    next_at: Generated<Date>;
    made_at: Generated<Date>;
  };
  ticket_marks: {
    tenant: string;
    ticket_id: string;
    basis: string;
    fields: Json<unknown>;
    state: Generated<string>;
    attempts: Generated<number>;
    why: ColumnType<string | null, never, string | null>;
    next_at: Generated<Date>;
    made_at: Generated<Date>;
  };
  dead_letters: {
    tenant: string;
    id: string;
    queue: string;
    ids: Json<unknown>;
    order_key: string | null;
    attempts: number;
    reason: string;
    died_at: Generated<Date>;
  };
  speeds: {
    tenant: string;
    process: string;
    minute: At;
    kind: string;
    name: string;
    buckets: Json<unknown>;
  };
  rollouts: {
    tenant: string;
    phase: string;
    pilot_groups: Json<unknown>;
    groups: Json<unknown>;
    criteria: Json<unknown>;
    since: At;
    version: ColumnType<string, number, number>;
    looked_at: ColumnType<Date | null, never, never>;
  };
  rollout_steps: {
    tenant: string;
    n: Generated<string>;
    at: At;
    from_phase: string;
    to_phase: string;
    by: string;
    /** What releases before 0015 wrote. */
    why: Generated<string | null>;
    reason: ColumnType<unknown, string | null, never>;
  };
  call_usage: {
    tenant: string;
    connector: string;
    window_ms: ColumnType<string, number, never>;
    start_ms: ColumnType<string, number, never>;
    kind: string;
    counter: string;
    calls: number;
    seen_at: Generated<Date>;
  };
  served_contexts: { tenant: string; minute: At; total: number; in_time: number; failed: number };
  observations: { tenant: string; day: At; kind: string; name: string; detail: string; count: number };
  promises: { tenant: string; hour: At; total: number; kept: number };
  data_keys: { tenant: string; version: number; wrapped_by: string; wrapped: string; made_at: Generated<Date> };
  secrets: {
    tenant: string;
    system: string;
    name: string;
    version: ColumnType<string, number, never>;
    key_version: number;
    sealed: string;
    expires_at: ColumnType<Date | null, string | null, never>;
    ends_at: ColumnType<Date | null, never, Date>;
    told: ColumnType<string | null, never, string>;
    set_by: string;
    set_at: Generated<Date>;
  };
}
