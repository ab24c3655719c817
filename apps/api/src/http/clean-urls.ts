import { isCleanText } from '@sidelight/shared/clean-text.ts';
import type { RequestHandler } from 'express';
import { sendProblem } from './problem.ts';

/**
 * Refuses addresses with broken escapes, NUL or half characters before anything reads a part of them, and those that are
 * another spelling of one there is.
 */
export const cleanUrls: RequestHandler = (req, res, next) => {
  if (!isClean(req.url)) return sendProblem(res, 'bad_request', ['(address)']);
  if (hasSlashTooMany(req.url)) return sendProblem(res, 'not_found');
  next();
};

/** What is mounted answers with a slash behind it as without. */
function hasSlashTooMany(url: string): boolean {
  const [path = ''] = url.split('?', 1);
  return path.includes('//') || path.endsWith('/');
}

function isClean(url: string): boolean {
  // What follows it is none of the address to us, and part of it to others.
  if (url.includes('#')) return false;
  if (!url.includes('%')) return true;
  try {
    return isCleanText(decodeURIComponent(url));
  } catch {
    return false;
  }
}
