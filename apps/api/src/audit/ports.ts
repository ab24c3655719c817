import type { TenantId } from '../tenants/tenant-id.ts';

interface AuditTable {
  context: 'viewed' | 'hint_mismatch' | 'rechecked';
  link: 'searched' | 'picked' | 'rejected' | 'denied' | 'changed';
  session: 'opened' | 'refused' | 'ended' | 'lowered';
  limit: 'reached';
  incident:
    | 'acknowledged'
    | 'assigned'
    | 'noted'
    | 'expected'
    | 'planned'
    | 'unplanned'
    | 'answer_handled'
    | 'answer_reopened'
    | 'declared'
    | 'exported'
    | 'tagged'
    | 'ended';
  owner: 'told';
  rollout: 'changed';
  connection: 'tested' | 'saved' | 'removed';
  webhook: 'registered' | 'secret_set' | 'secret_removed';
  jobs: 'retried' | 'discarded';
  sync:
    | ('decided' | 'undone' | 'compared' | 'switched' | 'replayed' | 'rule_changed' | 'paused' | 'field_added')
    | ('viewed' | 'corrected' | 'correction_undone');
  onboarding: 'ticked';
  issue: 'linked' | 'unlinked' | 'awaited' | 'not_awaited';
}
export type AuditAction = { [R in keyof AuditTable]: `${R}.${AuditTable[R]}` }[keyof AuditTable];

export interface AuditEntry {
  readonly tenant: TenantId;
  readonly atMs: number;
  readonly requestId: string;
  /** Helpdesk user id, or '' where nobody could be established. */
  readonly actorId: string;
  readonly role: string;
  readonly action: AuditAction;
  readonly ticketId?: string;
  readonly requesterId?: string;
  readonly accountId?: string;
  /** What of ours it was about (a connector, an incident, a field of the map). Never a value, never a person. */
  readonly about?: string;
  /** How many times, where repeats are written as one; once without it. */
  readonly count?: number;
}

export interface AuditTrail {
  /** Does not wait and does not throw; written soon, and before a clean stop. */
  record(entry: AuditEntry): void;
}
