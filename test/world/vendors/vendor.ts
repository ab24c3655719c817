import express, { type ErrorRequestHandler, type Express, type Request, type Response } from 'express';
import type { CallLog } from '../calls.ts';
import { deliver } from '../faults/deliver.ts';
import type { Fault } from '../faults/fault.ts';
import type { FaultSwitches } from '../faults/switches.ts';
import type { KeyCheck } from '../keys.ts';
import { systemOf, type Vendor } from '../systems.ts';
import type { Answer } from './answer.ts';
import { consolePage } from './console-page.ts';

/** The refusals a vendor has words of its own for. */
interface Refusals {
  unauthorized(req: Request): Answer;
  /** What somebody with a wrong key gets, where that is not the refusal above. */
  stranger?(req: Request): Answer;
  forbidden(req: Request): Answer;
  rateLimited(retryAfterS: number): Answer;
  server(status: number): Answer;
  unknownPath(req: Request): Answer;
}

export interface VendorSpec {
  readonly vendor: Vendor;
  readonly name: string;
  readonly refusals: Refusals;
  /** Headers of every answer: request id, rate limits. */
  headers(req: Request): Readonly<Record<string, string>>;
  isAuthorised(req: Request): boolean;
  /** Somebody who is known may still not do everything. */
  restrict?(req: Request): Answer | undefined;
  readonly routes: readonly Route[];
  /** What a person would see behind a link that holds this id or search; '' is the front page. */
  find(id: string): unknown;
}

export interface Route {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string | RegExp;
  readonly handle: (req: Request) => Answer | Promise<Answer>;
}

export interface VendorDeps {
  readonly faults: FaultSwitches;
  readonly calls: CallLog;
  /** Without it, only the vendor's first keys are good. */
  readonly keys?: KeyCheck;
  /** How long this request takes; 0 answers at once. */
  latencyMs(): number;
  /** What is answered instead. */
  readonly plant?: ((vendor: Vendor, req: Request, answer: Answer) => Answer) | undefined;
}

/** One simulated vendor: console, call log, fault, delay, credentials, then its own routes. */
export function createVendor(spec: VendorSpec, deps: VendorDeps): Express {
  const system = systemOf[spec.vendor];
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.get('/console{/*path}', (req, res) => void res.type('html').send(consolePage(spec, req)));
  app.use((req, res, next) => {
    const [path = '', query = ''] = req.originalUrl.split('?', 2);
    deps.calls.record({
      at: new Date().toISOString(),
      system,
      vendor: spec.vendor,
      method: req.method,
      path,
      query,
    });
    deps.keys?.record(spec.vendor, req.get('authorization') ?? '');
    const fault = deps.faults.meet(system);
    if (fault?.kind === 'hang') return;
    res.locals.fault = fault;
    const waitMs = deps.latencyMs() + (fault?.kind === 'latency' ? fault.ms : 0);
    if (waitMs <= 0) return next();
    const timer = setTimeout(next, waitMs);
    res.on('close', () => clearTimeout(timer));
  });
  app.use((req, res, next) => {
    const fault = faultOf(res);
    if (fault?.kind === 'reset') return void req.socket.resetAndDestroy();
    const refusal = refusalFor(spec, req, fault, deps.keys);
    if (refusal?.status === 429) deps.calls.tooMany(spec.vendor);
    return refusal ? reply(res, refusal) : next();
  });
  app.use(express.json({ limit: '1mb' }), express.urlencoded({ extended: false, limit: '64kb' }));
  for (const { method, path, handle } of spec.routes) {
    app[method](path, async (req, res) => reply(res, await handle(req)));
  }
  app.use((req, res) => reply(res, spec.refusals.unknownPath(req)));
  // A body that is no JSON is the caller's mistake; anything else is ours, and Express prints it.
  const badBody: ErrorRequestHandler = (error, _req, res, next) =>
    error.type === 'entity.parse.failed' ? reply(res, spec.refusals.server(400)) : next(error);
  app.use(badBody);
  return app;

  function reply(res: Response, answer: Answer): void {
    if (answer.isLost) return void res.socket?.resetAndDestroy();
    const whole = { ...answer, headers: { ...spec.headers(res.req), ...answer.headers } };
    deliver(res, deps.plant?.(spec.vendor, res.req, whole) ?? whole, faultOf(res));
  }
}

function refusalFor(spec: VendorSpec, req: Request, fault: Fault | undefined, keys?: KeyCheck) {
  const { refusals } = spec;
  if (fault?.kind === '401') return refusals.unauthorized(req);
  if (fault?.kind === '403') return refusals.forbidden(req);
  if (fault?.kind === '429') return refusals.rateLimited(fault.retryAfterS);
  if (fault?.kind === '429_without_time') return withoutTime(refusals.rateLimited(5));
  if (fault?.kind === '5xx') return refusals.server(fault.status);
  const isGood = keys?.isGood(spec.vendor, req.get('authorization') ?? '') ?? spec.isAuthorised(req);
  return isGood ? spec.restrict?.(req) : (refusals.stranger?.(req) ?? refusals.unauthorized(req));
}

function withoutTime(answer: Answer): Answer {
  const { 'retry-after': _, ...headers } = answer.headers ?? {};
  return { ...answer, headers };
}

// Set by the first middleware above and by nothing else.
const faultOf = (res: Response): Fault | undefined => res.locals.fault as Fault | undefined;
