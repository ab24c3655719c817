import { readableJson } from '@sidelight/shared/readable-text.ts';
import type { Response } from 'express';

/** What holds words of customers and vendors, for whoever reads it here. In no cache. */
export function sendReadable(res: Response, value: unknown): void {
  res.set('cache-control', 'no-store').type('json').send(readableJson(value));
}
