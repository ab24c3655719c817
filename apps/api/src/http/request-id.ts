import { randomUUID } from 'node:crypto';
import type { RequestHandler, Response } from 'express';

/** Ours, never the caller's: it goes into the audit trail. */
export const newRequestId = (): string => randomUUID();

export const requestIds: RequestHandler = (_req, res, next) => {
  const id = newRequestId();
  res.locals.requestId = id;
  res.setHeader('x-request-id', id);
  next();
};

export const requestIdOf = (res: Response): string =>
  typeof res.locals.requestId === 'string' ? res.locals.requestId : '';
