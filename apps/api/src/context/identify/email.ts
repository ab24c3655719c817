import { domainToASCII } from 'node:url';
import { getDomain } from 'tldts';

/** As `domainToASCII` leaves it too; asked at every ticket, and the parser of URLs takes ten times as long. */
const PLAIN_DOMAIN = /^(?!xn--)[a-z][a-z0-9-]*(?:\.(?!xn--)[a-z][a-z0-9-]*)+$/;

/** Trimmed, lower case, the domain in punycode: what addresses are compared by. Undefined when it is no address. */
export function normaliseEmail(email: string): string | undefined {
  const trimmed = email.trim().toLowerCase();
  const at = trimmed.lastIndexOf('@');
  if (at < 1 || at === trimmed.length - 1 || /\s/.test(trimmed)) return undefined;
  const written = trimmed.slice(at + 1);
  const domain = PLAIN_DOMAIN.test(written) ? written : domainToASCII(written);
  return domain === '' ? undefined : `${trimmed.slice(0, at)}@${domain}`;
}

export const domainOf = (email: string): string => email.slice(email.lastIndexOf('@') + 1);

/**
 * The part of a domain that somebody has registered: `b.example` of `eu.b.example`. Undefined where
 * many share it: a public suffix, a hoster's (https://publicsuffix.org), or an address of a machine.
 */
export const ownDomain = (domain: string): string | undefined =>
  getDomain(domain, { allowPrivateDomains: true }) ?? undefined;
