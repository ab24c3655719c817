import express, { type Request, type RequestHandler, type Response, type Router } from 'express';
import { ZodError } from 'zod';
import type { Header } from '../connectors/webhook.ts';
import { type TenantId, tenantId } from '../tenants/tenant-id.ts';
import { parseJson } from './json-body.ts';
import { sendProblem, wrongFields } from './problem.ts';
import { requestIdOf } from './request-id.ts';
import { routes } from './routes.ts';
import type { WebhookHandle } from './tenant-handle.ts';

export interface WebhooksRouteDeps {
  /** Undefined for a tenant nobody has let in, and for a system whose vendor sends none. */
  webhooksOf(tenant: TenantId, system: string): Promise<WebhookHandle | undefined>;
  /** Where vendors reach this server; what the request itself says, without it. */
  readonly publicUrl: URL | undefined;
  now(): number;
  /** A delivery could not be stored now. */
  onNotStored(error: unknown, requestId: string): void;
  /** Whether it is only our database that is out of reach. */
  isStoreAway(error: unknown): boolean;
}

const SKEW_MS = 5 * 60_000;
const RETRY_AFTER_S = '5';
/** A refusal leaves at a beat of this: how long it took does not tell who is let in here, and who is not. */
const BEAT_MS = 100;

function readBy({ vendor }: WebhookHandle, body: unknown) {
  try {
    return { deliveries: vendor.read(body) };
  } catch (error) {
    return { error };
  }
}

/** In which fields it is wrong, of whichever of its events: each way is told of once a day, and who signs could make up many. */
const wayOf = (error: ZodError): string =>
  [...new Set(wrongFields(error).map((path) => path.replace(/\b\d+\b/g, '*')))].toSorted().join();

/** `POST /webhooks/:tenant/:system`: signature over the raw bytes, stored, then 2xx. */
export function webhooksRoute(deps: WebhooksRouteDeps): Router {
  async function isSigned(
    { vendor, secrets }: WebhookHandle,
    body: Buffer,
    header: Header,
    address: string,
  ): Promise<boolean> {
    const matches = async (isDoubted: boolean) =>
      vendor.isSigned(
        body,
        header,
        (await secrets(isDoubted)).map((secret) => secret.reveal()),
        address,
      );
    // By a secret we do not know yet: another process, or the vendor itself, may just have made it.
    return (await matches(false)) || (await matches(true));
  }

  function isTimely({ vendor }: WebhookHandle, header: Header, body: unknown): boolean {
    const atMs = vendor.signedAtMs(header, body);
    if (atMs === undefined || atMs - deps.now() > SKEW_MS) return false;
    return deps.now() - atMs <= (vendor.sentWithinMs ?? SKEW_MS);
  }

  /** The same words in the same time, whoever's address it was. */
  async function refuse(res: Response, startedAt: number): Promise<void> {
    const tookMs = performance.now() - startedAt;
    await new Promise((resolve) => setTimeout(resolve, Math.ceil(tookMs / BEAT_MS) * BEAT_MS - tookMs));
    sendProblem(res, 'signature_refused');
  }

  const receive: RequestHandler<{ tenant: string; system: string }> = async (req, res) => {
    const startedAt = performance.now();
    try {
      await take(req, res, startedAt);
    } catch (error) {
      // Whose it is, and by what it is signed, stands in the store as well.
      if (res.headersSent || !deps.isStoreAway(error)) throw error;
      notNow(res, error);
    }
  };

  /** With this vendors send it again; with another failure some do not. */
  function notNow(res: Response, error: unknown): void {
    deps.onNotStored(error, requestIdOf(res));
    res.status(503).set('retry-after', RETRY_AFTER_S).end();
  }

  async function take(req: Request<{ tenant: string; system: string }>, res: Response, startedAt: number) {
    const tenant = tenantId(req.params.tenant);
    const { system } = req.params;
    const handle = tenant && (await deps.webhooksOf(tenant, system));
    if (!handle) return refuse(res, startedAt);
    const raw: Buffer = Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
    const origin = deps.publicUrl?.origin ?? `${req.protocol}://${req.get('host') ?? ''}`;
    const header: Header = (name) => req.get(name);
    const refuseUnsigned = () => {
      handle.refused();
      return refuse(res, startedAt);
    };
    if (!(await isSigned(handle, raw, header, origin + req.originalUrl))) return refuseUnsigned();
    // Not before: what anybody can send may take a tenth of a second to parse, which is longer than any other refusal.
    const body = parseJson(raw.toString('utf8'));
    if (!isTimely(handle, header, body)) return refuseUnsigned();
    const read = readBy(handle, body);
    if ('error' in read) {
      // The vendor writes otherwise than it did: nobody would notice.
      const wrong = read.error instanceof ZodError ? wayOf(read.error) : 'no JSON';
      await handle.unread(wrong);
      throw read.error;
    }
    const { deliveries } = read;
    let isNew: readonly boolean[];
    try {
      isNew = await Promise.all(deliveries.map((delivered) => handle.store(delivered)));
    } catch (error) {
      return notNow(res, error);
    }
    res.status(204).end();
    for (const [at, { event }] of deliveries.entries()) if (isNew[at]) handle.received(event);
  }

  return routes().post('/:tenant/:system', express.raw({ type: () => true, limit: '256kb' }), receive);
}
