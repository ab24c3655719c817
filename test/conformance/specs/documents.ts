import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Node } from './node.ts';

/** The documents have licences of their own, so they are not part of this repository: empty where there are none. */
export const folder = process.env.VENDOR_SPECS ?? '';

export const load = (file: string): Node => JSON.parse(readFileSync(join(folder, file), 'utf8'));

export const files = {
  zendesk: ['zendesk/openapi.trimmed.json'],
  hubspot: ['hubspot/contacts_2026_03.json', 'hubspot/companies_2026_03.json', 'hubspot/acct.json'],
  stripe: ['stripe/openapi.trimmed.json'],
  posthog: ['posthog/openapi.assembled.json'],
} as const;
