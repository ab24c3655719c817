import type { World } from './world.ts';

/** What an admin types on the setup page, by connector and input, to connect everything but the helpdesk. */
export const typedKeys = ({
  credentials: { hubspot, stripe, posthog, jira },
  urls,
}: Pick<World, 'credentials' | 'urls'>): readonly (readonly [string, Readonly<Record<string, string>>])[] => [
  ['hubspot', { token: hubspot.token }],
  ['stripe', { key: stripe.key }],
  ['posthog', { url: urls.posthog, key: posthog.key }],
  ['jira', { url: urls.jira, email: jira.email, token: jira.token }],
  ['statuspage', { url: urls.statuspage }],
];

/** Those of it that nobody else may see. */
export const vendorSecrets = (world: Pick<World, 'credentials' | 'urls'>): readonly string[] =>
  typedKeys(world).flatMap(([, { token, key }]) => [token, key].filter((value) => value !== undefined));
