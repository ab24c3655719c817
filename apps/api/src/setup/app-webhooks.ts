import type { Text } from '@sidelight/shared/map/text.ts';
import { say } from '@sidelight/shared/map/text.ts';
import type { AppWebhook, AppWebhookAnswer, AppWebhooks } from '@sidelight/shared/setup/app-webhook.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { AppOfWebhook, WebhookDefinition } from '../connectors/webhook.ts';
import { Secret } from '../secrets/secret.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { OVERLAP_MS, webhookSecret } from '../secrets/webhook-secrets.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { WebhookLog } from './ports.ts';

/** A system of the map whose vendor's own app sends its webhooks. */
export interface AppSender {
  readonly system: string;
  readonly systemName: Text;
  /** The vendor's. */
  readonly name: string;
  readonly webhook: WebhookDefinition;
  readonly app: AppOfWebhook;
  /** Its secret stands in the server's environment. */
  readonly isOperators: boolean;
}

export interface AppWebhooksDeps {
  readonly tenant: TenantId;
  readonly senders: readonly AppSender[];
  readonly log: Pick<WebhookLog, 'lastDelivery'>;
  /** Absent where the server has no key to keep secrets by. */
  readonly secrets: Pick<SecretStore, 'list' | 'put' | 'remove'> | undefined;
  readonly publicUrl: URL | undefined;
  /** What is wrong with webhooks of any system just now. */
  alarms(locale: string): Promise<AppWebhooks['alarms']>;
  now(): number;
}

const done: AppWebhookAnswer = { kind: 'done' };
type Why = Extract<AppWebhookAnswer, { kind: 'refused' }>['why'];
const refused = (why: Why, least?: number): AppWebhookAnswer => ({
  ...{ kind: 'refused', why },
  ...(least !== undefined && { least }),
});

/** Webhooks that are made where the vendor's app is: we know their address, and are told their secret. */
export function createAppWebhooks({ tenant, senders, log, secrets, publicUrl, alarms, now }: AppWebhooksDeps) {
  async function stored(system: string) {
    const { name } = webhookSecret(system);
    return (await secrets?.list(tenant))?.find((one) => one.system === system && one.name === name);
  }

  async function secretOf({ system, isOperators }: AppSender): Promise<AppWebhook['signingKey']> {
    if (isOperators) return { kind: 'operator' };
    const found = await stored(system);
    if (!found) return { kind: 'none' };
    const { setAt, setBy, previousUntil } = found;
    const isLive = previousUntil !== undefined && Date.parse(previousUntil) > now();
    return { kind: 'set', at: setAt, by: setBy, ...(isLive && { previousUntil }) };
  }

  /** Why this cannot be a secret of theirs. */
  function faultOf(secret: string, { webhook }: AppSender): AppWebhookAnswer | undefined {
    const { minLength, known } = webhook.secret;
    if (secret.length < minLength) return refused('too_short', minLength);
    if (/\s/.test(secret)) return refused('not_one_word');
    return known.includes(secret) ? refused('known') : undefined;
  }

  return {
    alarms,
    async list(locale: string): Promise<AppWebhook[]> {
      return Promise.all(
        senders.map(async (sender) => {
          const { system, systemName, name, webhook, app } = sender;
          const [signingKey, lastDeliveryAt] = await Promise.all([secretOf(sender), log.lastDelivery(tenant, system)]);
          return {
            ...{ system, systemName: say(systemName, locale), name, signingKey },
            ...(publicUrl && { address: new URL(`/webhooks/${tenant}/${system}`, publicUrl).href }),
            subscriptions: [...webhook.subscriptions, ...webhook.recordSubscriptions],
            ...app,
            ...(lastDeliveryAt !== undefined && { lastDeliveryAt }),
          };
        }),
      );
    },
    /** What is signed by the one before it is taken for a while longer. Null takes all of them away at once. */
    async setSecret(
      system: string,
      typed: string | null,
      by: string,
      record: OnRecord,
      signal: AbortSignal,
    ): Promise<AppWebhookAnswer | 'no_such_webhook'> {
      const sender = senders.find((one) => one.system === system);
      if (!sender) return 'no_such_webhook';
      if (sender.isOperators) return refused('by_server');
      if (!secrets) return refused('no_key_store');
      const name = webhookSecret(system);
      if (typed === null) return (await secrets.remove(tenant, name, record)) ? done : refused('none_set');
      const secret = typed.trim();
      const fault = faultOf(secret, sender);
      if (fault) return fault;
      await secrets.put(tenant, name, new Secret(secret), { by, overlapMs: OVERLAP_MS }, signal, record);
      return done;
    },
  };
}

export type SetupOfAppWebhooks = ReturnType<typeof createAppWebhooks>;
