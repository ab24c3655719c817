import { connectorConforms } from './battery.ts';
import { hubspot } from './vendors/hubspot.ts';
import { jira } from './vendors/jira.ts';
import { posthog } from './vendors/posthog.ts';
import { statuspage } from './vendors/statuspage.ts';
import { stripe } from './vendors/stripe.ts';
import { zendesk } from './vendors/zendesk.ts';

connectorConforms('Zendesk', zendesk);
connectorConforms('HubSpot', hubspot);
connectorConforms('Stripe', stripe);
connectorConforms('PostHog', posthog);
connectorConforms('Jira', jira);
connectorConforms('Statuspage', statuspage);
