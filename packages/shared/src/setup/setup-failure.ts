import { z } from 'zod';
import { Reason } from '../failure/reason.ts';
import { VendorText } from './vendor-text.ts';

/** What a test may be about, and by what it is asked for. */
export const SampleAbout = z.enum([
  'account',
  'billing',
  'telemetry',
  'ticket',
  'requester',
  'agent',
  'domain',
  'billing_email',
]);
export const SampleBy = z.enum(['id', 'email', 'external_id', 'domain']);

/** Why a test failed, or a webhook could not be had. */
export const SetupFailure = z.discriminatedUnion('code', [
  z.strictObject({ code: Reason.exclude(['forbidden']) }),
  /** `scopes`: what the credentials must allow; the vendor does not say which of them is missing. */
  z.strictObject({ code: z.literal('forbidden'), scopes: z.array(z.string()) }),
  z.strictObject({
    code: z.enum(['host_not_allowed', 'helpdesk_not_connected', 'webhooks_withheld', 'not_registered']),
  }),
  /** What the server does not know, and the variable of its environment that says it. */
  z.strictObject({ code: z.enum(['no_vendor_address', 'no_key_store', 'no_public_url']), variable: z.string() }),
  z.strictObject({ code: z.literal('not_an_id'), by: SampleBy }),
  /** `example`: how a right address looks, or the right one itself. */
  z.strictObject({
    code: z.enum(['address_missing', 'no_address', 'no_https', 'login_in_address', 'address_of_a_page']),
    example: z.string(),
  }),
  /** What only this vendor's form knows. */
  z.strictObject({ code: z.literal('vendor'), reason: VendorText, remedy: VendorText }),
]);
export type SetupFailure = z.infer<typeof SetupFailure>;
