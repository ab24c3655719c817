/**
 * Properties that the live APIs answer as null although their descriptions say otherwise. Each is
 * null in the vendor's own examples or in recorded answers; anything else stays as strict as written.
 */
export const alsoNull = {
  zendesk: [
    'alias',
    'assignee_id',
    'details',
    'email',
    'external_id',
    'forum_topic_id',
    'last_login_at',
    'notes',
    'organization_id',
    'problem_id',
    'satisfaction_rating',
    'signature',
    'default_group_id',
    // Checkboxes, lists and what was never set: the bag of users is described so, that of organisations is not.
    'organization_fields.*',
  ],
  stripe: [],
  posthog: [],
  hubspot: [],
  statuspage: [
    'custom_tweet',
    'description',
    'group_id',
    'monitoring_at',
    'reminder_intervals',
    'resolved_at',
    'start_date',
    'tweet_id',
  ],
} as const;
