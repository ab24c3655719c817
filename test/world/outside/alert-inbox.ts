import { createHmac, timingSafeEqual } from 'node:crypto';
import express, { type Request, type Response, Router } from 'express';

/** One alert that arrived where people are told. */
interface ReceivedAlert {
  readonly at: string;
  readonly kind: 'slack' | 'pagerduty' | 'webhook';
  /** Slack's path, or the sender's own word for it. */
  readonly to: string;
  readonly body: unknown;
}

export interface AlertInbox {
  readonly router: Router;
  received(): readonly ReceivedAlert[];
  clear(): void;
  /** What everybody who delivers is told instead: a status, or silence. */
  setFault(fault: AlertFault | undefined): void;
  /** What was sent back to whoever had sent it. */
  quoted(): readonly string[];
}

type AlertFault =
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'hang' }
  | { readonly kind: 'quotes'; readonly status: number };

export interface AlertSecrets {
  /** The path of a Slack webhook is its secret. */
  readonly slackPaths: readonly string[];
  readonly routingKey: string;
  readonly hookSecret: string;
}

const KEPT = 500;
const LATEST_S = 300;

/** Slack's incoming webhooks, PagerDuty's Events API v2, and a receiver of signed webhooks. */
export function createAlertInbox({ slackPaths, routingKey, hookSecret }: AlertSecrets): AlertInbox {
  const received: ReceivedAlert[] = [];
  const quoted: string[] = [];
  let fault: AlertFault | undefined;
  const keep = (kind: ReceivedAlert['kind'], to: string, body: unknown) => {
    received.push({ at: new Date().toISOString(), kind, to, body });
    if (received.length > KEPT) received.shift();
  };

  const slack = (req: Request, res: Response) => {
    if (!slackPaths.includes(req.path)) return void res.status(404).type('text').send('no_service');
    const body = json(req);
    if (typeof body?.text !== 'string') return void res.status(400).type('text').send('invalid_payload');
    keep('slack', req.path, body);
    res.type('text').send('ok');
  };
  const pagerduty = (req: Request, res: Response) => {
    const body = json(req);
    const isEvent = body?.routing_key === routingKey && typeof body.event_action === 'string';
    const isWhole = body?.event_action !== 'trigger' || typeof record(body.payload)?.summary === 'string';
    if (!isEvent || !isWhole) {
      const errors = ['routing_key, event_action or payload is not right'];
      return void res.status(400).json({ status: 'invalid event', message: 'Event object is invalid', errors });
    }
    keep('pagerduty', String(body.dedup_key), body);
    res.status(202).json({ status: 'success', message: 'Event processed', dedup_key: body.dedup_key });
  };
  const hook = (req: Request, res: Response) => {
    if (!isSigned(hookSecret, req.get('sidelight-signature') ?? '', bytes(req))) return void res.status(401).end();
    keep('webhook', '/hook', json(req));
    res.status(204).end();
  };

  const router = Router();
  router.use((_req, res, next) => {
    if (fault?.kind === 'hang') return;
    if (fault?.kind === 'status') return void res.status(fault.status).type('text').send('no');
    next();
  });
  router.use(express.raw({ type: '*/*', limit: '256kb' }));
  router.use((req, res, next) => {
    if (fault?.kind !== 'quotes') return next();
    const sent = `${req.originalUrl} ${JSON.stringify(req.headers)} ${bytes(req).toString()}`;
    quoted.push(sent);
    res
      .status(fault.status)
      .set('x-sent', encodeURIComponent(sent.slice(0, 2000)))
      .json({ message: sent, error: sent });
  });
  router.post('/services/{*path}', slack).post('/v2/enqueue', pagerduty).post('/hook', hook);
  return {
    router,
    received: () => received,
    quoted: () => quoted,
    clear: () => void received.splice(0),
    setFault(next) {
      fault = next;
    },
  };
}

// `express.raw` leaves the bytes, or an empty object when there were none.
const bytes = (req: Request): Buffer => (Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0));

const record = (value: unknown): Readonly<Record<string, unknown>> | undefined =>
  typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value)) : undefined;

function json(req: Request): Readonly<Record<string, unknown>> | undefined {
  try {
    return record(JSON.parse(bytes(req).toString('utf8')));
  } catch {
    return undefined;
  }
}

/** `t=<unix seconds>,v1=<hex HMAC-SHA256 of "t.body">`, not older than five minutes. */
function isSigned(secret: string, header: string, body: Buffer): boolean {
  const [, t = '', v1 = ''] = /^t=(\d+),v1=([0-9a-f]{64})$/.exec(header) ?? [];
  if (Math.abs(Date.now() / 1000 - Number(t)) > LATEST_S) return false;
  const right = createHmac('sha256', secret).update(`${t}.`).update(body).digest();
  const sent = Buffer.from(v1, 'hex');
  return sent.length === right.length && timingSafeEqual(sent, right);
}
