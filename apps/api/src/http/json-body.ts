import { isCleanJson } from '@sidelight/shared/clean-text.ts';
import express, { type RequestHandler } from 'express';
import { isShallowJson } from './json-depth.ts';

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
    verify(_req, _res, bytes) {
      if (!isWelcome(bytes.toString('utf8'))) throw new UnstorableText();
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
