import { isCleanJson } from '@sidelight/shared/clean-text.ts';
import express, { type RequestHandler } from 'express';
import { isShallowJson } from './json-depth.ts';

/** The one encoding of JSON (RFC 8259, 8.1). What is looked at has to be what is read: in another it would not be. */
const ENCODING = 'utf-8';

/** What the body may not hold is refused like any other body that is not understood. */
class UnstorableText extends Error {
  readonly status = 400;
}

/** Nothing that costs more to read than it is worth, and nothing that no store takes: NUL and lone surrogates. */
const isWelcome = (text: string): boolean => isShallowJson(text) && isCleanJson(text);

/** A JSON body of at most `limit`. */
export const jsonBody = (limit: string): RequestHandler =>
  express.json({
    ...{ limit, strict: true },
    verify(_req, _res, bytes, encoding) {
      if (encoding !== ENCODING || !isWelcome(bytes.toString('utf8'))) throw new UnstorableText();
    },
  });

/** The same of a body that has been read already; undefined where it is not welcome, or no JSON. */
export function parseJson(text: string): unknown {
  try {
    return isWelcome(text) ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
}
