import type { Door } from './door.ts';
import { hubspotDoor } from './hubspot/door.ts';
import { jiraDoor } from './jira/door.ts';
import { posthogDoor } from './posthog/door.ts';
import { statuspageDoor } from './statuspage/door.ts';
import { stripeDoor } from './stripe/door.ts';
import { zendeskDoor } from './zendesk/door.ts';

/** How each vendor is connected on the setup page. A new connector is one line here. */
export const doors: Readonly<Record<string, Door>> = {
  zendesk: zendeskDoor,
  hubspot: hubspotDoor,
  stripe: stripeDoor,
  posthog: posthogDoor,
  jira: jiraDoor,
  statuspage: statuspageDoor,
};
