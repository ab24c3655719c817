import { randomUUID } from 'node:crypto';
import type { WebhookAnswer, WebhookStanding } from '@sidelight/shared/setup/webhook.ts';
import type { Writes } from '../connectors/port.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';
import type { WebhookDefinition } from '../connectors/webhook.ts';
import type { SecretName } from '../secrets/ports.ts';
import { Secret } from '../secrets/secret.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { WebhookLog } from './ports.ts';
import { inWords } from './reasons.ts';

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
  /** The helpdesk's, when it is connected. */
  writes(): Writes | undefined;
  now(): number;
}

const NAME = 'Sidelight';
/** Deliveries that were signed before the secret was replaced may still be on their way. */
const OVERLAP_MS = 3_600_000;
const LOST_MS = 20_000;

/** The webhook that wakes the context before an agent opens the ticket. */
export function createHelpdeskWebhook(deps: HelpdeskWebhookDeps) {
  const { tenant, log, secrets, vendor, publicUrl, now } = deps;
  const iso = () => new Date(now()).toISOString();

  async function attempt(work: () => Promise<void>): Promise<WebhookAnswer> {
    try {
      await work();
      return { kind: 'done' };
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      return { kind: 'failed', ...inWords(error.reason, 'The helpdesk', ['webhooks:write']) };
    }
  }
  const impossible = (why: string, mend: string): WebhookAnswer => ({ kind: 'failed', why, mend });

  return {
    async standing(): Promise<WebhookStanding> {
      const [found, lastDeliveryAt] = await Promise.all([log.find(tenant), log.lastDelivery(tenant)]);
      const last = lastDeliveryAt === undefined ? {} : { lastDeliveryAt };
      if (deps.isOperators && !found) return { kind: 'operator', ...last };
      if (!deps.writes()) return { kind: 'not_possible', why: 'helpdesk_not_connected' };
      if (!publicUrl) return { kind: 'not_possible', why: 'no_public_url' };
      if (!deps.writes()?.registerWebhook) return { kind: 'not_possible', why: 'not_allowed' };
      if (!found) return { kind: 'not_registered' };
      const { since, testSentAt, testArrivedAt } = found;
      if (testSentAt === undefined) return { kind: 'registered', since, ...last };
      const tookMs =
        testArrivedAt === undefined ? undefined : Math.max(0, Date.parse(testArrivedAt) - Date.parse(testSentAt));
      const isLost = tookMs === undefined && now() - Date.parse(testSentAt) > LOST_MS;
      const state = tookMs !== undefined ? 'arrived' : isLost ? 'lost' : 'waiting';
      const test = { sentAt: testSentAt, state, ...(tookMs !== undefined && { tookMs }) } as const;
      return { kind: 'registered', since, ...last, test };
    },
    async register(by: string, signal: AbortSignal): Promise<WebhookAnswer> {
      const writes = deps.writes();
      if (!writes) return impossible('The helpdesk is not connected.', 'Connect it first.');
      const { registerWebhook } = writes;
      if (!registerWebhook)
        return impossible(
          'The helpdesk does not let us register webhooks.',
          'Allow webhooks:read and webhooks:write, then connect it again.',
        );
      if (!publicUrl)
        return impossible('The server does not know its own address.', 'Whoever runs it sets PUBLIC_URL.');
      if (!secrets) return impossible('The server has no key to keep secrets by.', 'Whoever runs it sets SECRETS_KEY.');
      const endpoint = new URL(`/webhooks/${tenant}/helpdesk`, publicUrl).href;
      return attempt(async () => {
        const { id, secret } = await registerWebhook(
          { name: NAME, endpoint, subscriptions: vendor?.subscriptions ?? [] },
          signal,
        );
        await secrets.put(tenant, deps.secretName, new Secret(secret), { by, overlapMs: OVERLAP_MS }, signal);
        await log.put(tenant, id);
      });
    },
    async test(signal: AbortSignal): Promise<WebhookAnswer> {
      const { sendTestEvent } = deps.writes() ?? {};
      const found = await log.find(tenant);
      if (!sendTestEvent || !vendor || !found) return impossible('There is no webhook to test.', 'Register it first.');
      // Before it is sent: it may be here before the helpdesk has answered.
      await log.testSent(tenant, iso());
      const event = vendor.testEvent(randomUUID(), iso());
      return attempt(() => sendTestEvent(found.webhookId, event, signal));
    },
    arrived: () => log.testArrived(tenant, iso()),
  };
}

export type HelpdeskWebhook = ReturnType<typeof createHelpdeskWebhook>;
