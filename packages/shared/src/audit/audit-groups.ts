/** What rows are about, as they can be chosen. */
export const AUDIT_GROUPS = [
  ...(['context', 'link', 'session', 'incident', 'issue', 'owner', 'onboarding', 'sync', 'jobs'] as const),
  ...(['connection', 'secret', 'webhook', 'rollout', 'map', 'audit'] as const),
] as const;
