import { z } from 'zod';

/** What readiness checks, each with the figures it is checked by. The page says it in its reader's language. */
export const Claim = z.discriminatedUnion('code', [
  z.strictObject({
    code: z.enum([
      'map_lint',
      'decisions_in_workflows',
      'critical_connected',
      'two_owners',
      'owners_reached',
      'decision_owners_reachable',
      'no_unknown_codes',
      'no_empty_fields',
      'no_wrong_types',
      'classes_right',
      'keys_encrypted',
      'keys_readable',
      'https',
      'vendor_pages',
      'criteria_chosen',
      'way_back',
      'ran_a_day',
      'rehearsed',
      'practice_outage',
      'owner_told',
    ]),
  }),
  z.strictObject({
    code: z.enum(['flows_seen', 'owners_agreed', 'keys_lasting', 'webhook_signed', 'backup']),
    days: z.int(),
  }),
  z.strictObject({ code: z.enum(['probes', 'canary']), minutes: z.int() }),
  z.strictObject({ code: z.literal('slo_measured'), sloMs: z.int(), contexts: z.int(), days: z.int() }),
  z.strictObject({ code: z.literal('agents_versed'), agents: z.int(), tickets: z.int(), days: z.int() }),
]);
export type Claim = z.infer<typeof Claim>;
