import type { VendorCase } from '../vendor.ts';
import { hubspot } from './hubspot.ts';
import { jira } from './jira.ts';
import { posthog } from './posthog.ts';
import { statuspage } from './statuspage.ts';
import { stripe } from './stripe.ts';
import { zendesk } from './zendesk.ts';

/** Every connector that conforms, by id: one line here, and its file beside this one. */
export const vendorCases: Readonly<Record<string, () => VendorCase>> = {
  zendesk,
  hubspot,
  stripe,
  posthog,
  jira,
  statuspage,
};
