import { z } from 'zod';

const name = z.string().regex(/^[a-z0-9-]+$/, 'write small letters, digits and hyphens');
const url = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text));

/** Where one team is told. The address of a Slack webhook is itself a secret. */
export const Channel = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('slack'), name, url }),
  z.strictObject({
    kind: z.literal('pagerduty'),
    name,
    routingKey: z.string().min(8),
    url: url.prefault('https://events.pagerduty.com/v2/enqueue'),
  }),
  // 128 bits where it was made at random and written in base64.
  z.strictObject({ kind: z.literal('webhook'), name, url, secret: z.string().min(22) }),
]);
export type Channel = z.infer<typeof Channel>;

/** `ALERT_CHANNELS`: a JSON list of channels, each by another name. */
export const Channels = z.array(Channel).superRefine((all, context) => {
  const twice = all.find((one, i) => all.findIndex((other) => other.name === one.name) < i);
  if (twice) context.addIssue({ code: 'custom', message: `there are two channels called ${twice.name}` });
});

const hosts = {
  slack: ['hooks.slack.com'],
  pagerduty: ['events.pagerduty.com', 'events.eu.pagerduty.com'],
} as const;

/** https at the vendor's own host, any https host for a webhook, or a `host:port` the operator has named. */
export function isAllowedChannel({ kind, url: { host, protocol, hostname } }: Channel, named: readonly string[]) {
  if (named.includes(host)) return true;
  if (protocol !== 'https:') return false;
  return kind === 'webhook' || hosts[kind].some((allowed) => allowed === hostname);
}
