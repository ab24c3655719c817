/** Answers as PostHog sends them (trimmed recordings): more fields than we read. */
export const usage = {
  cache_key: 'cache_42_9f1b',
  is_cached: false,
  columns: ['active_7d', 'active_30d', 'last_seen', 'trend', 'app_version', 'flags'],
  types: [
    ['active_7d', 'UInt64'],
    ['active_30d', 'UInt64'],
    ['last_seen', "DateTime64(6, 'UTC')"],
    ['trend', 'Array(UInt64)'],
    ['app_version', 'String'],
    ['flags', 'String'],
  ],
  results: [
    [
      182,
      250,
      '2026-11-23T09:52:11.204000Z',
      [113, 127, 120, 135, 56, 51, 146, 155],
      '8.14.2',
      '["new-editor","export-v2"]',
    ],
  ],
  hasMore: false,
  limit: 1,
  offset: 0,
  timings: [{ k: '.', t: 0.2 }],
  query_status: null,
  error: null,
};

export const errors = {
  ...usage,
  columns: ['count_24h', 'top_type', 'last_at'],
  results: [[3, 'ExportTimeout', '2026-11-23T09:31:40.000000Z']],
};

export const noRows = { ...usage, results: [] };

export const notFound = { type: 'invalid_request', code: 'not_found', detail: 'Project not found.', attr: null };

export const throttled = {
  type: 'throttled_error',
  code: 'throttled',
  detail: 'Request was throttled. Expected available in 34 seconds.',
  attr: null,
};

export const persons = {
  ...usage,
  columns: ['person_id', 'flags'],
  types: [
    ['person_id', 'String'],
    ['flags', 'Array(Nullable(String))'],
  ],
  results: [['0192f1c6-7a3b-7e21-9b5e-2f4d8c1a6b70', ['true', null]]],
};
