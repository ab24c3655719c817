import { ownValue } from '@sidelight/shared/own-property.ts';
import { z } from 'zod';
import { entryVendor } from '../connectors/catalogue.ts';
import { faultWords } from './fault-words.ts';
import { secret, tenantUrl } from './values.ts';

const { id, entry, webhook, environment } = entryVendor();

const webhookSecret = z
  .string()
  .min(
    webhook?.secret.minLength ?? 0,
    `is too short to be a signing secret. Copy the whole of it from the helpdesk's webhook page.`,
  )
  .refine(
    (text) => !webhook?.secret.known.includes(text),
    'is the public secret of test webhooks. Copy the one of your webhook.',
  );

/** What the environment says of the helpdesk beside its connector's own address and token; named as that is. */
const Values = z.object({
  INSTALLATION_ID: z.string().regex(/^\d+$/, 'is not a number. Write the number of the app installation.').optional(),
  APP_PUBLIC_KEY: z.string().optional(),
  APP_PUBLIC_KEY_FILE: z.string().optional(),
  /** `{tenant}` stands for the subdomain. */
  ORIGIN: tenantUrl.default(entry.origin),
  WEBHOOK_SECRET: webhookSecret.optional(),
  /** The OAuth client that helpdesks connect through. */
  CLIENT_ID: secret.optional(),
  CLIENT_SECRET: secret.optional(),
  /** Instead of the least ones, where a helpdesk does not know them: space-separated. */
  OAUTH_SCOPES: secret.optional(),
  SDK: z.enum(['cdn', 'bundled']).default('cdn'),
});
type End = keyof typeof Values.shape;
export type HelpdeskValues = z.infer<typeof Values>;

const prefix = `${id.toUpperCase()}_`;
export const helpdeskName = (end: End): string => (end === 'SDK' ? entry.sdk.variable : `${prefix}${end}`);
const ends = Values.keyof().options;

/** Of the helpdesk's connector: it is nothing without them. */
export const helpdeskSecrets: readonly string[] = environment.secrets.map((end) => `${prefix}${end}`);

/** By their whole names, with what may stand there. */
export const helpdeskKeys: Readonly<Record<string, z.ZodType>> = Object.fromEntries(
  ends.map((end) => [helpdeskName(end), Values.shape[end]]),
);

/** Each fault begins with the whole name. */
export function readHelpdesk(written: Readonly<Record<string, string | undefined>>, faults: string[]) {
  const parsed = Values.safeParse(Object.fromEntries(ends.map((end) => [end, ownValue(written, helpdeskName(end))])));
  for (const issue of parsed.error?.issues ?? [])
    faults.push(
      faultWords(
        ends
          .filter((end) => end === issue.path[0])
          .map(helpdeskName)
          .join(),
        issue,
      ),
    );
  return parsed.data;
}
