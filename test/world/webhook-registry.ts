import { randomBytes, randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { WebhookInput } from './vendors/zendesk-input.ts';
import { zendeskTime } from './vendors/zendesk-objects.ts';

type Wanted = z.infer<typeof WebhookInput>['webhook'];

/** A webhook as the helpdesk shows it. */
interface Webhook extends Wanted {
  readonly id: string;
  readonly created_at: string;
  readonly created_by: string;
}

/** Where one event goes, and what it is signed with. */
export interface Target {
  readonly id: string;
  readonly endpoint: string;
  readonly secret: string;
}

/** The webhooks that apps and admins made, each with a signing secret of its own. */
export interface WebhookRegistry {
  /** Undefined when the account has as many as it may have. */
  create(wanted: Wanted, createdBy: number): Webhook | undefined;
  list(nameContains?: string): readonly Webhook[];
  find(id: string): Webhook | undefined;
  /** False where there is none. */
  subscribe(id: string, subscriptions: string[]): boolean;
  secret(id: string): string | undefined;
  resetSecret(id: string): string | undefined;
  target(id: string): Target | undefined;
  remove(id: string): boolean;
  /** Every active one that is subscribed to this type. */
  targetsOf(type: string): readonly Target[];
}

/** As on a trial account (zendesk.md 7.5). */
const MAX = 10;

export function createWebhookRegistry(): WebhookRegistry {
  const kept = new Map<string, { readonly webhook: Webhook; readonly secret: string }>();
  const madeSecret = () => randomBytes(32).toString('base64url');
  const target = (id: string): Target | undefined => {
    const found = kept.get(id);
    return found && { id, endpoint: found.webhook.endpoint, secret: found.secret };
  };
  return {
    create(wanted, createdBy) {
      if (kept.size >= MAX) return undefined;
      const id = `01${randomUUID().replaceAll('-', '').slice(0, 24).toUpperCase()}`;
      const webhook = { id, ...wanted, created_at: zendeskTime(Date.now()), created_by: String(createdBy) };
      kept.set(id, { webhook, secret: madeSecret() });
      return webhook;
    },
    list: (part = '') => [...kept.values()].map(({ webhook }) => webhook).filter(({ name }) => name.includes(part)),
    find: (id) => kept.get(id)?.webhook,
    subscribe(id, subscriptions) {
      const found = kept.get(id);
      if (found) kept.set(id, { ...found, webhook: { ...found.webhook, subscriptions } });
      return found !== undefined;
    },
    secret: (id) => kept.get(id)?.secret,
    resetSecret(id) {
      const found = kept.get(id);
      if (!found) return undefined;
      const secret = madeSecret();
      kept.set(id, { ...found, secret });
      return secret;
    },
    target,
    remove: (id) => kept.delete(id),
    targetsOf: (type) =>
      [...kept.values()].flatMap(({ webhook }) => {
        const isMeant = webhook.status === 'active' && webhook.subscriptions.includes(type);
        return (isMeant && target(webhook.id)) || [];
      }),
  };
}
