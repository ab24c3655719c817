import { domainToASCII } from 'node:url';
import { invalid, singleText, value } from './single-text.ts';

const LOCAL = /^[^\s@<>()[\]\\,;:"]+$/;
/** What would end a host in a URL is no part of a domain, though the URL parser lets it through. */
const ENDS_A_HOST = /[\s/?#:@\\%[\]]/;
const DOMAIN = /^(?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]*$/;

/** Lower case, the domain in ASCII. Tags and dots before the @ stay: whose they are, only their mail server knows. */
export const email = singleText((text) => {
  const address = text.normalize('NFC').trim().toLowerCase().normalize('NFC');
  const at = address.lastIndexOf('@');
  const local = address.slice(0, Math.max(at, 0));
  const rawDomain = address.slice(at + 1);
  if (!LOCAL.test(local) || ENDS_A_HOST.test(rawDomain)) return invalid('not_an_email');
  const domain = domainToASCII(rawDomain);
  return DOMAIN.test(domain) ? value(`${local}@${domain}`) : invalid('not_an_email');
});
