import type { ConnectorDefinition } from './definition.ts';
import { hubspot } from './hubspot/definition.ts';
import { jira } from './jira/definition.ts';
import { posthog } from './posthog/definition.ts';
import { statuspage } from './statuspage/definition.ts';
import { stripe } from './stripe/definition.ts';
import { zendesk } from './zendesk/definition.ts';

/** Every connector there is, by id. A new one is one line here, and its folder. */
export const catalogue: ReadonlyMap<string, ConnectorDefinition> = new Map(
  [zendesk, hubspot, stripe, posthog, jira, statuspage].map((definition) => [definition.id, definition]),
);

/** What a map is checked against: what each takes as `options`, and what its vendor allows. */
export const knownConnectors = new Map([...catalogue].map(([id, { options, limits }]) => [id, { options, limits }]));
