/** What can stand in the audit: what it is about, and what was done. Whoever names them in words names them all. */
export const AUDIT_ACTIONS = {
  context: ['viewed', 'linked', 'hint_mismatch', 'rechecked', 'hidden'],
  field: ['revealed', 'reveal_refused'],
  link: ['searched', 'picked', 'rejected', 'denied', 'changed'],
  session: ['opened', 'refused', 'ended', 'lowered', 'denied', 'allowed', 'not_allowed', 'withdrawn'],
  limit: ['reached'],
  incident: [
    ...(['acknowledged', 'assigned', 'noted', 'expected', 'planned', 'replanned', 'unplanned'] as const),
    ...(['answers_viewed', 'answer_handled', 'answer_reopened', 'declared', 'exported', 'tagged', 'ended'] as const),
    'tickets_viewed',
  ],
  issue: ['linked', 'unlinked', 'awaited', 'not_awaited'],
  owner: ['told'],
  onboarding: ['ticked'],
  sync: [
    ...(['decided', 'undone', 'compared', 'switched', 'replayed', 'rule_changed', 'paused'] as const),
    ...(['field_added', 'viewed', 'corrected', 'correction_undone'] as const),
  ],
  jobs: ['retried', 'discarded'],
  connection: ['tested', 'saved', 'removed', 'check_on', 'check_off'],
  webhook: ['registered', 'key_set', 'key_removed', 'refused'],
  key: ['rotated', 'discarded', 'used'],
  map: ['changed'],
  rollout: ['changed'],
  audit: ['searched', 'exported'],
  privacy: [
    ...(['shown', 'exported', 'erasure_asked', 'erasure_ended', 'receipts_viewed'] as const),
    ...(['user_deleted', 'user_restored'] as const),
  ],
} as const;

type Actions = typeof AUDIT_ACTIONS;
export type AuditGroup = keyof Actions;
export type AuditAction = { [G in AuditGroup]: `${G}.${Actions[G][number]}` }[AuditGroup];

/** As they can be chosen. The cast: an object literal of ours has the keys it is written with, and no others. */
export const AUDIT_GROUPS = Object.keys(AUDIT_ACTIONS) as readonly AuditGroup[];
