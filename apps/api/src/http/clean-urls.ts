import { isCleanText } from '@sidelight/shared/clean-text.ts';
import type { RequestHandler } from 'express';
import { sendProblem } from './problem.ts';

/** Refuses addresses with broken escapes, NUL or half characters before anything reads a part of them. */
export const cleanUrls: RequestHandler = (req, res, next) =>
  isClean(req.url) ? next() : sendProblem(res, 'bad_request', ['(address)']);

function isClean(url: string): boolean {
  if (!url.includes('%')) return true;
  try {
    return isCleanText(decodeURIComponent(url));
  } catch {
    return false;
  }
}
