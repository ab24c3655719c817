import type { Request } from 'express';
import type { Webhooks } from '../webhooks.ts';
import { type Answer, ok } from './answer.ts';
import type { Route } from './vendor.ts';
import { invalid, notFound, refusal } from './zendesk-errors.ts';
import { WebhookChange, WebhookInput, WebhookTestInput } from './zendesk-input.ts';

const ALL = /^\/api\/v2\/webhooks(?:\.json)?$/;
const ONE = /^\/api\/v2\/webhooks\/(?<id>[\w-]+?)(?:\.json)?$/;
const SECRET = /^\/api\/v2\/webhooks\/(?<id>[\w-]+)\/signing_secret(?:\.json)?$/;
const TEST = /^\/api\/v2\/webhooks\/test(?:\.json)?$/;

const idOf = (req: Request): string => String(req.params.id);
const secretOf = (secret: string | undefined): Answer =>
  secret === undefined ? notFound() : ok({ signing_secret: { algorithm: 'SHA256', secret } });

/** Making, testing and removing webhooks (zendesk.md 7.5). */
export function webhookRoutes({ registry, test }: Webhooks, callerOf: (req: Request) => number): readonly Route[] {
  const create = (req: Request): Answer => {
    const input = WebhookInput.safeParse(req.body);
    if (!input.success) return invalid();
    const webhook = registry.create(input.data.webhook, callerOf(req));
    if (webhook) return { status: 201, body: { webhook } };
    return refusal(422, 'RecordInvalid', 'This account has 10 webhooks, and may have no more');
  };

  /** Sends the payload once, signed like any event of this webhook. The form of the answer: docs/unverified.md. */
  const send = async (req: Request): Promise<Answer> => {
    const target = registry.target(String(req.query.webhook_id));
    if (!target) return notFound();
    const input = WebhookTestInput.safeParse(req.body);
    if (!input.success) return invalid();
    const answer = await test(target, input.data.request.payload);
    const headers = Object.entries(answer?.headers ?? {}).map(([key, value]) => ({ key, value: String(value) }));
    // 504: what a gateway says when nobody answers behind it.
    return ok({ response: { status: answer?.status ?? 504, payload: answer?.text ?? '', headers } });
  };

  return [
    {
      method: 'get',
      path: ALL,
      handle: (req) => {
        const part = req.query['filter[name_contains]'];
        const webhooks = registry.list(typeof part === 'string' ? part : undefined);
        return ok({ webhooks, meta: { has_more: false, after_cursor: null, before_cursor: null } });
      },
    },
    { method: 'post', path: ALL, handle: create },
    { method: 'post', path: TEST, handle: send },
    { method: 'get', path: SECRET, handle: (req) => secretOf(registry.secret(idOf(req))) },
    { method: 'post', path: SECRET, handle: (req) => secretOf(registry.resetSecret(idOf(req))) },
    {
      method: 'get',
      path: ONE,
      handle: (req) => {
        const webhook = registry.find(idOf(req));
        return webhook ? ok({ webhook }) : notFound();
      },
    },
    {
      method: 'patch',
      path: ONE,
      handle: (req) => {
        const input = WebhookChange.safeParse(req.body);
        if (!input.success) return invalid();
        const isThere = registry.subscribe(idOf(req), input.data.webhook.subscriptions);
        return isThere ? { status: 204, body: '', type: 'text/plain' } : notFound();
      },
    },
    {
      method: 'delete',
      path: ONE,
      handle: (req) => (registry.remove(idOf(req)) ? { status: 204, body: '', type: 'text/plain' } : notFound()),
    },
  ];
}
