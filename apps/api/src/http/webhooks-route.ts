import { isCleanJson } from '@sidelight/shared/clean-text.ts';
import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import { matchesAnySecret } from '../secrets/matches-any-secret.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import type { HelpdeskEvent } from '../webhooks/ports.ts';
import { sendProblem } from './problem.ts';
import type { WebhookHandle } from './tenant-handle.ts';

export interface WebhooksRouteDeps {
  /** Undefined for a tenant nobody has let in. */
  webhooksOf(tenant: TenantId): Promise<WebhookHandle | undefined>;
  now(): number;
}

/** What is read of a Zendesk event (zendesk.md 7.6); ids in `detail` arrive as text. */
const WireEvent = z.object({
  type: z.string(),
  id: z.string(),
  time: z.string().optional(),
  detail: z.object({ id: z.coerce.string(), requester_id: z.coerce.string().optional() }),
  event: z
    .object({
      comment: z.object({ is_public: z.boolean(), author: z.object({ is_staff: z.boolean() }).optional() }).optional(),
    })
    .optional(),
});

const SKEW_MS = 5 * 60_000;

/** `POST /webhooks/:tenant/helpdesk`: signature over the raw bytes, stored, then 2xx. */
export function webhooksRoute(deps: WebhooksRouteDeps): Router {
  const receive: RequestHandler<{ tenant: string; system: string }> = async (req, res) => {
    const tenant = tenantId(req.params.tenant);
    const handle = tenant && (await deps.webhooksOf(tenant));
    if (!handle || req.params.system !== 'helpdesk') return sendProblem(res, 'not_found');
    const signature = req.get('x-zendesk-webhook-signature') ?? '';
    const timestamp = req.get('x-zendesk-webhook-signature-timestamp') ?? '';
    const body: Buffer = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    if (!(await isSigned(handle.secrets, body, timestamp, signature))) return sendProblem(res, 'signature_refused');
    const { id: deliveryId, type, detail, event: happened } = WireEvent.parse(parse(body));
    const comment = happened?.comment;
    const isAnswer = comment?.is_public === true && comment.author?.is_staff === true;
    const event: HelpdeskEvent = { type, detail: { id: detail.id }, isAnswer };
    // Ids only: what the event says is asked for again, so nothing personal needs keeping.
    const kept = { type, id: detail.id, isAnswer };
    const isNew = await handle.inbox.store(tenant, 'helpdesk', deliveryId, kept);
    res.status(204).end();
    if (isNew) handle.received(event);
  };
  return Router().post('/:tenant/:system', express.raw({ type: () => true, limit: '256kb' }), receive);

  async function isSigned(
    secrets: WebhookHandle['secrets'],
    body: Buffer,
    timestamp: string,
    signature: string,
  ): Promise<boolean> {
    const at = Date.parse(timestamp);
    if (Number.isNaN(at) || Math.abs(deps.now() - at) > SKEW_MS || signature === '') return false;
    const matches = async (isDoubted: boolean) =>
      matchesAnySecret(body, timestamp, signature, await secrets(isDoubted));
    // By a secret we do not know yet: another process, or the helpdesk itself, may just have made it.
    return (await matches(false)) || (await matches(true));
  }
}

function parse(body: Buffer): unknown {
  try {
    const text = body.toString('utf8');
    return isCleanJson(text) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
