import { type Files, textOf } from './files.ts';
import { type Finding, finding } from './finding.ts';
import type { Rule } from './pack.ts';

/** Words that the marketplace's check takes for a credential wherever they stand, also inside another word. */
const WORDS = /pass|secret|auth_?key|authKey|auth_pass|authPass|auth_user|AuthUser|username|api_key/;

/** A name, a sign such as `:` or `=` after it, and on the same line something long enough for a credential. */
const named = (name: string, least: number) => new RegExp(`${name}(?: ?[:"=-]).*[\\w+.-]{${least},}`, 'i');
const CREDENTIALS: readonly (readonly [string, RegExp])[] = [
  ['Slack token', /xox[pboa]-?.[a-z0-9]/],
  ['private key', /-----BEGIN (?:RSA|OPENSSH|DSA|EC|PGP) PRIVATE KEY/],
  ['AWS access key', /AKIA[0-9A-Z]{8,}/],
  ['token', named('token', 5)],
  ['key', named('(?:app|consumer|master|token|private|outbound)[-_]key', 5)],
  ['secret', named('(?:app|consumer|master|token|client)[-_]secret', 5)],
  ['password', /password.*[\w+.-]{5,}/i],
  ['token of a named vendor', named('(?:facebook|twitter|github)', 24)],
];

/** An address is `http:` and something after it: namespaces of SVG and MathML count as well. */
const INSECURE = /http:[^\s"'`<>()\\]+/g;

const insecure: Rule = ({ files }) => insecureRequests(files);

export function insecureRequests(files: Files): Finding[] {
  return of(files, /\.(js|html)$/).flatMap(([path, text]) => {
    const found = new Set([...text.matchAll(INSECURE)].map(([address]) => address));
    return [...found].map((address) => finding('insecure_http_request', path, `It names ${address}. Use https.`));
  });
}

const credentials: Rule = ({ files }) => credentialLike(files);

/** What looks like a credential to somebody who only greps. */
export function credentialLike(files: Files): Finding[] {
  return of(files, /\.(js|html|xml|json)$/).flatMap(([path, text]) => {
    const found = CREDENTIALS.filter(([, pattern]) => pattern.test(text)).map(([kind]) => {
      return finding('application_secret', path, `Something in it looks like a ${kind}. Take it out or reword it.`);
    });
    const word = WORDS.exec(text);
    if (word) {
      const around = text.slice(Math.max(0, word.index - 12), word.index + 16).replace(/\s+/g, ' ');
      found.push(finding('generic_secrets', path, `“${word[0]}” is in it (…${around}…). Reword it.`));
    }
    return found;
  });
}

const of = (files: Files, names: RegExp): [string, string][] =>
  [...files].filter(([path]) => names.test(path)).map(([path, bytes]) => [path, textOf(bytes)]);

export const textRules: readonly Rule[] = [insecure, credentials];
