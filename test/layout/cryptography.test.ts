import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '../..');
const sources = ['apps/api/src', 'apps/sidebar/src', 'packages/shared/src']
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => `${folder}/${file}`),
  )
  .filter((file) => /\.tsx?$/.test(file) && !/\.(test|d)\.tsx?$/.test(file))
  .map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file);

/** Calls by the name of what is called, and the calls among them whose algorithm can be read. */
const CALLS = /\b(?:createHash|createHmac|hkdfSync|hash)\(\s*'/;
const NAMED = /\b(?:createHash|createHmac|hkdfSync|hash)\(\s*'([^']+)'/g;
/** What takes a key, seals, signs, or checks a signature. */
const KEYED =
  /import \{[^}]*\b(createHmac|create(?:De|C)ipheriv|hkdfSync|sign|verify|jwtVerify)\b[^}]*\} from '(?:node:crypto|jose)'/;
/** Where what comes by chance need not be hard to guess, and why. */
const CHANCE: Readonly<Record<string, string>> = {
  'apps/api/src/serve.ts': 'how long until something is tried again',
  'apps/sidebar/src/background.ts': 'how long until a page asks again',
  'apps/sidebar/src/leads.ts': 'how long until a page asks again',
  'apps/sidebar/src/model/ask.ts': 'how long until a page asks again',
  'apps/sidebar/src/outage.ts': 'how long until a page asks again',
  'apps/sidebar/src/unfold.ts': 'how long until a page asks again',
};

describe('cryptography', () => {
  it('is SHA-256, HMAC with it, AES-256-GCM, Ed25519 and RS256, and nothing else', () => {
    const named = sources.flatMap(({ text }) => [...text.matchAll(NAMED)].map(([, algorithm]) => algorithm));
    expect(named.length).toBeGreaterThan(25);
    expect(new Set(named)).toEqual(new Set(['sha256']));
    // One whose algorithm is no literal would not be seen above.
    expect(filesWith(/\b(?:createHash|createHmac|hkdfSync)\(\s*[^'\s]/)).toEqual([]);
    expect(filesWith(/create(?:De|C)ipheriv\(/)).toEqual(['apps/api/src/secrets/sealed.ts']);
    expect(sources.find(({ file }) => file.endsWith('secrets/sealed.ts'))?.text).toContain(`ALGORITHM = 'aes-256-gcm'`);
    const others =
      /\b(createSign|createVerify|publicEncrypt|privateDecrypt|createDiffieHellman|pbkdf2|scrypt|subtle|md5|sha1)\b/i;
    expect(filesWith(others)).toEqual([]);
    expect(filesWith(/algorithms: \[/)).toEqual(filesWith(/algorithms: \['RS256'\]/));
  });

  it('is in the list of keys, wherever a key is used', () => {
    const page = readFileSync(join(root, 'docs/secrets.md'), 'utf8');
    const list = page.slice(page.indexOf('## Every key'), page.indexOf('\n## ', page.indexOf('## Every key') + 1));
    const said = [...list.matchAll(/`(apps\/[\w./-]+\.ts)`/g)].map(([, file]) => file);
    expect(filesWith(KEYED).length).toBeGreaterThan(12);
    expect([...new Set(said)].toSorted()).toEqual(filesWith(KEYED).toSorted());
  });

  it('tells nobody by its time how much of a signature was right', () => {
    const checking = sources.filter(({ text }) => CALLS.test(text) || text.includes('timingSafeEqual'));
    expect(checking.filter(({ text }) => text.includes('timingSafeEqual(')).length).toBeGreaterThan(5);
    const early =
      /\b(?:expected|given|signature|mac|digest)\b\)? (?:===|!==) |(?:===|!==) \(?(?:expected|given|signature|mac|digest)\b(?!\.length)/;
    expect(checking.filter(({ text }) => early.test(text)).map(({ file }) => file)).toEqual([]);
  });

  it('takes what nobody may guess from no weak source', () => {
    expect(filesWith(/Math\.random/).toSorted()).toEqual(Object.keys(CHANCE));
  });
});

describe('connections to others', () => {
  it('check certificates, and take the versions of TLS that Node takes', () => {
    const weaker =
      /rejectUnauthorized|checkServerIdentity|NODE_TLS_REJECT|minVersion|secureProtocol|ciphers:|no-verify/;
    expect(filesWith(weaker)).toEqual([]);
    for (const file of ['Dockerfile', 'deploy/sidelight.service', 'deploy/sidelight.env.example', 'scripts/run.mjs'])
      expect(readFileSync(join(root, file), 'utf8')).not.toMatch(/NODE_TLS_REJECT|--tls-(min|max|cipher)|--openssl-/);
  });
});
