import { z } from 'zod';
import { Owners } from './flow.ts';
import { Text } from './text.ts';

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

/** What the map says of every system, whether we talk to it or not. */
export const systemFacts = {
  name: Text,
  purpose: z.string(),
  category: Category,
  /** The entities it is the system of record for: nobody else's copy wins. */
  recordOf: z.array(z.string()).default([]),
  owners: Owners,
  /** Where to reach the people who run it, while it is broken. */
  contact: z.string(),
  connection: ConnectionType,
  sync: Sync,
  /** When its owners last read this file and agreed. */
  reviewed: z.iso.date(),
};
