import { randomUUID } from 'node:crypto';
import type { SetupFailure } from '@sidelight/shared/setup/setup-failure.ts';
import type { WebhookAnswer, WebhookStanding } from '@sidelight/shared/setup/webhook.ts';
import type { OnRecord } from '../audit/ports.ts';
import type { Writes } from '../connectors/port.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import type { WebhookDefinition } from '../connectors/webhook.ts';
import type { SecretName } from '../secrets/ports.ts';
import { Secret } from '../secrets/secret.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { OVERLAP_MS } from '../secrets/webhook-secrets.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Registration, WebhookLog } from './ports.ts';
import { upstreamFailure } from './upstream-failure.ts';

export interface HelpdeskWebhookDeps {
  readonly tenant: TenantId;
  readonly log: WebhookLog;
  readonly secrets: SecretStore | undefined;
  readonly secretName: SecretName;
  /** Its secret stands in the server's environment. */
  readonly isOperators: boolean;
  readonly publicUrl: URL | undefined;
  /** How the helpdesk's vendor sends them; undefined where it sends none. */
  readonly vendor: WebhookDefinition | undefined;
  /** Whether records are kept in sync with another system's: then it tells of them, too. */
  isSyncOn(): Promise<boolean>;
  /** The helpdesk's, when it is connected. */
  writes(): Writes | undefined;
  now(): number;
}

const NAME = 'Sidelight';
const LOST_MS = 20_000;

const textOf = (subscriptions: readonly string[]): string => [...subscriptions].sort().join(' ');

/** The webhook that wakes the context before an agent opens the ticket. */
export function createHelpdeskWebhook(deps: HelpdeskWebhookDeps) {
  const { tenant, log, secrets, vendor, publicUrl, now } = deps;
  const iso = () => new Date(now()).toISOString();

  const wanted = async (): Promise<readonly string[]> =>
    vendor ? [...vendor.subscriptions, ...((await deps.isSyncOn()) ? vendor.recordSubscriptions : [])] : [];
  const failed = (reason: SetupFailure): WebhookAnswer => ({ kind: 'failed', reason });

  /** Tells of what it should by now; nothing where it was never registered here, or cannot be changed. */
  async function subscribe(signal: AbortSignal): Promise<void> {
    const { subscribeWebhook } = deps.writes() ?? {};
    const found = await log.find(tenant);
    if (!subscribeWebhook || !found) return;
    const subscriptions = await wanted();
    await attempt(async () => {
      await subscribeWebhook(found.webhookId, subscriptions, signal);
      await log.subscribed(tenant, textOf(subscriptions));
    });
  }
  async function isBehind({ subscribed = '' }: Registration): Promise<boolean> {
    const told = new Set(subscribed.split(' '));
    return (await wanted()).some((type) => !told.has(type));
  }

  async function attempt(work: () => Promise<void>): Promise<WebhookAnswer> {
    try {
      await work();
      return { kind: 'done' };
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      return failed(upstreamFailure(error.reason, ['webhooks:write']));
    }
  }

  return {
    async standing(): Promise<WebhookStanding> {
      const [found, lastDeliveryAt] = await Promise.all([log.find(tenant), log.lastDelivery(tenant, 'helpdesk')]);
      const last = lastDeliveryAt === undefined ? {} : { lastDeliveryAt };
      if (deps.isOperators && !found) return { kind: 'operator', ...last };
      if (!deps.writes()) return { kind: 'not_possible', reason: 'helpdesk_not_connected' };
      if (!publicUrl) return { kind: 'not_possible', reason: 'no_public_url' };
      if (!deps.writes()?.registerWebhook) return { kind: 'not_possible', reason: 'not_allowed' };
      if (!found) return { kind: 'not_registered' };
      const { since, testSentAt, testArrivedAt } = found;
      const behind = (await isBehind(found)) ? { isBehind: true as const } : {};
      const registered = { kind: 'registered', since, ...behind, ...last } as const;
      if (testSentAt === undefined) return registered;
      const tookMs =
        testArrivedAt === undefined ? undefined : Math.max(0, Date.parse(testArrivedAt) - Date.parse(testSentAt));
      const isLost = tookMs === undefined && now() - Date.parse(testSentAt) > LOST_MS;
      const state = tookMs !== undefined ? 'arrived' : isLost ? 'lost' : 'waiting';
      const test = { sentAt: testSentAt, state, ...(tookMs !== undefined && { tookMs }) } as const;
      return { ...registered, test };
    },
    async register(by: string, record: OnRecord, signal: AbortSignal): Promise<WebhookAnswer> {
      const writes = deps.writes();
      if (!writes) return failed({ code: 'helpdesk_not_connected' });
      const { registerWebhook } = writes;
      if (!registerWebhook) return failed({ code: 'webhooks_withheld' });
      if (!publicUrl) return failed({ code: 'no_public_url', variable: 'PUBLIC_URL' });
      if (!secrets) return failed({ code: 'no_key_store', variable: 'SECRETS_KEY' });
      const endpoint = new URL(`/webhooks/${tenant}/helpdesk`, publicUrl).href;
      return attempt(async () => {
        const subscriptions = await wanted();
        const { id, secret } = await registerWebhook({ name: NAME, endpoint, subscriptions }, signal);
        const fresh = [{ of: deps.secretName, value: new Secret(secret) }];
        await log.put(
          tenant,
          { webhookId: id, subscribed: textOf(subscriptions) },
          {
            record,
            secrets: (writes) => secrets.putAmong(writes, tenant, fresh, { by, overlapMs: OVERLAP_MS }, signal),
          },
        );
      });
    },
    async test(signal: AbortSignal): Promise<WebhookAnswer> {
      const { sendTestEvent } = deps.writes() ?? {};
      const found = await log.find(tenant);
      if (!sendTestEvent || !vendor || !found) return failed({ code: 'not_registered' });
      // Before it is sent: it may be here before the helpdesk has answered.
      await log.testSent(tenant, iso());
      const event = vendor.testEvent(randomUUID(), iso());
      return attempt(() => sendTestEvent(found.webhookId, event, signal));
    },
    subscribe,
    /** What is listened to changes with releases and with sync; nobody should have to know. */
    async keepUp(signal: AbortSignal): Promise<void> {
      const found = await log.find(tenant);
      // Also where it tells of more than is needed any more.
      if (found && found.subscribed !== textOf(await wanted())) await subscribe(signal);
    },
    arrived: () => log.testArrived(tenant, iso()),
  };
}

export type HelpdeskWebhook = ReturnType<typeof createHelpdeskWebhook>;
