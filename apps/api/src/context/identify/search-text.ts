import { normaliseEmail } from './email.ts';

/** What somebody who looks for an account has typed. */
export type SearchText = { readonly kind: 'email' | 'domain'; readonly value: string } | { readonly kind: 'name' };

const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}][\p{L}\p{N}-]{1,62}$/u;

/** An address, a domain or a page of it, or else a name. Pure. */
export function readSearchText(text: string): SearchText {
  const email = text.includes('@') && !/\s/.test(text) ? normaliseEmail(text) : undefined;
  if (email !== undefined) return { kind: 'email', value: email };
  const host = text
    .toLowerCase()
    .replace(/^@/, '')
    .replace(/^https?:\/\//, '')
    .replace(/^www\./, '')
    .replace(/[/?#].*$/, '');
  return DOMAIN.test(host) ? { kind: 'domain', value: host } : { kind: 'name' };
}
