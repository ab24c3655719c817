import { createHash } from 'node:crypto';

/** What a person has looked at, so that nothing else is changed. */
export const baseOf = (text: string): string => createHash('sha256').update(text).digest('base64url');
