import { randomUUID } from 'node:crypto';
import type { Request } from 'express';
import { z } from 'zod';
import type { HubspotApp } from '../hubspot-webhooks.ts';
import { type Answer, ok } from './answer.ts';

const Asked = z.object({
  grant_type: z.literal('client_credentials'),
  client_id: z.string(),
  client_secret: z.string(),
  scope: z.string(),
});
const LIVES_S = 1800;

/** Tokens of the app itself, by its id and secret: no account's. */
export function createAppTokens({ clientId, secret }: HubspotApp, now: () => number) {
  const ends = new Map<string, number>();
  return {
    issue(req: Request): Answer {
      const asked = Asked.safeParse(req.body);
      if (!asked.success) return refused('BAD_GRANT_TYPE', 'missing or unknown grant type');
      if (asked.data.client_id !== clientId) return refused('BAD_CLIENT_ID', 'missing or unknown client id');
      if (asked.data.client_secret !== secret) return refused('BAD_CLIENT_SECRET', 'missing or invalid client secret');
      const token = `C${randomUUID()}`;
      ends.set(token, now() + LIVES_S * 1000);
      return ok({ access_token: token, token_type: 'bearer', expires_in: LIVES_S });
    },
    isLive: (authorization: string | undefined): boolean =>
      (ends.get(authorization?.replace(/^Bearer /, '') ?? '') ?? 0) > now(),
  };
}

const refused = (status: string, message: string): Answer => ({
  status: 400,
  body: { status, message, correlationId: randomUUID() },
});
