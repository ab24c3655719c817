import { isCleanJson } from '@sidelight/shared/clean-text.ts';
import express, { type RequestHandler } from 'express';

/** What the body may not hold is refused like any other body that is not understood. */
class UnstorableText extends Error {
  readonly status = 400;
}

/** A JSON body of at most `limit`. NUL and lone surrogates are refused: no store takes them. */
export const jsonBody = (limit: string): RequestHandler =>
  express.json({
    ...{ limit, strict: true },
    verify(_req, _res, bytes) {
      if (!isCleanJson(bytes.toString('utf8'))) throw new UnstorableText();
    },
  });
