import type { RequestHandler } from 'express';
import type { Session } from '../access/session.ts';
import { sessionOf } from './authenticate.ts';
import { requestIdOf } from './request-id.ts';

/** `asked`: the method and the first part of the address, as in `POST incidents`; what follows can be anything. */
export type RecordDenied = (session: Session, requestId: string, asked: string) => void;

/** Puts on record that somebody asked for what they may not do. `itself`: the parts that have rows of their own. */
export const deniedTo =
  (record: RecordDenied, itself: readonly string[]): RequestHandler =>
  (req, res, next) => {
    const part = req.path.split('/')[1] ?? '';
    res.once('finish', () => {
      if (res.statusCode === 403 && !itself.includes(part))
        record(sessionOf(res), requestIdOf(res), `${req.method} ${part}`);
    });
    next();
  };
