import { randomBytes } from 'node:crypto';
import type { CardFrame } from '@sidelight/shared/context/frame.ts';
import express, { type RequestHandler, Router } from 'express';
import { z } from 'zod';
import type { AuditTrail } from '../context/ports.ts';
import type { Standing } from '../tenants/roles.ts';
import type { Sessions } from '../tenants/session.ts';
import type { SignedUrlVerifier } from '../tenants/signed-url.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { type PageTemplates, pagePolicy, renderPage } from './page.ts';
import { sendProblem } from './problem.ts';
import { reloadPage } from './reload-page.ts';
import { requestIdOf } from './request-id.ts';

export interface ZafRouteDeps {
  readonly verifier: SignedUrlVerifier;
  readonly sessions: Sessions;
  readonly pages: PageTemplates;
  readonly tenant: TenantId;
  readonly helpdeskOrigin: string;
  readonly sdk: 'cdn' | 'bundled';
  readonly deadlineMs: number;
  readonly audit: AuditTrail;
  frames(locale: string): CardFrame[];
  standingOf(tenant: TenantId, userId: string, signal: AbortSignal): Promise<Standing>;
  now(): number;
  onRefused(reason: string, requestId: string): void;
}

const Form = z.object({ token: z.string().min(1) });
const Query = z.object({
  origin: z.string(),
  app_guid: z.string().regex(/^[\w-]{1,64}$/),
  colorScheme: z.enum(['light', 'dark']).catch('light'),
});
const STAFF_TIMEOUT_MS = 3000;

/** The signed-URL entry: a verified helpdesk user gets the page, with a short session inside. */
export function zafRoute(deps: ZafRouteDeps): Router {
  const enter: RequestHandler<{ location: string }> = async (req, res) => {
    const requestId = requestIdOf(res);
    const template = deps.pages.get(req.params.location);
    if (!template) return sendProblem(res, 'not_found');
    const form = Form.safeParse(req.body);
    const query = Query.safeParse(req.query);
    const refuse = (reason: string) => {
      deps.onRefused(reason, requestId);
      deps.audit.record({
        tenant: deps.tenant,
        atMs: deps.now(),
        requestId,
        actorId: '',
        role: '',
        action: 'session.refused',
      });
      sendProblem(res, 'token_refused');
    };
    if (!form.success || !query.success) return refuse('malformed');
    // Whoever frames the page speaks to it as the helpdesk: only this tenant's own address may.
    if (query.data.origin !== deps.helpdeskOrigin) return refuse('origin');
    const entry = await deps.verifier.verify(form.data.token, req.params.location);
    if (!entry.ok) return refuse(entry.reason);
    const standing = await deps.standingOf(entry.tenant, entry.userId, AbortSignal.timeout(STAFF_TIMEOUT_MS));
    if (standing.kind === 'unknown') return void reloadPage(res, deps.helpdeskOrigin, 503);
    if (standing.kind === 'not_staff') return refuse('not_staff');
    const { role, locale } = standing;
    const { location } = req.params;
    const { token, session } = deps.sessions.issue({ ...entry, role, locale, location });
    deps.audit.record({
      tenant: entry.tenant,
      atMs: deps.now(),
      requestId,
      actorId: entry.userId,
      role,
      action: 'session.opened',
    });
    const nonce = randomBytes(16).toString('base64url');
    const boot = {
      session: token,
      expiresAtMs: session.expiresAtMs,
      location,
      origin: query.data.origin,
      locale,
      colorScheme: query.data.colorScheme,
      role,
      deadlineMs: deps.deadlineMs,
      cards: deps.frames(locale),
    };
    res
      .status(200)
      .set({ 'content-security-policy': pagePolicy(nonce, deps.helpdeskOrigin), 'cache-control': 'no-store' })
      .type('html')
      .send(renderPage(template, boot, { nonce, sdk: deps.sdk }));
  };
  return (
    Router()
      .post('/:location', express.urlencoded({ extended: false, limit: '16kb' }), enter)
      // A plain reload of the frame comes without a token: that is no attack, and no error to read.
      .get('/:location', (_req, res) => void reloadPage(res, deps.helpdeskOrigin, 200))
  );
}
