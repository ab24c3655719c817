import { z } from 'zod';

/** What kind of system it is. */
export const Category = z.enum([
  'helpdesk',
  'crm',
  'billing',
  'telemetry',
  'issue_tracker',
  'automation',
  'ai',
  'identity_provider',
  'knowledge_base',
  'messaging',
  'warehouse',
  'spreadsheet',
]);
export type Category = z.infer<typeof Category>;

export const ConnectionType = z.enum(['api', 'webhook', 'native_app', 'middleware', 'file', 'by_hand']);
export type ConnectionType = z.infer<typeof ConnectionType>;

/** How often its data gets to where it is read. */
export const Sync = z.enum(['on_demand', 'real_time', 'every_minute', 'hourly', 'daily', 'weekly', 'by_hand']);
export type Sync = z.infer<typeof Sync>;
