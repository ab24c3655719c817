import { createPublicKey, hkdfSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ownValue } from '@sidelight/shared/own-property.ts';
import type { KeyWrapper, WrappingKeys } from '../secrets/key-wrapper.ts';
import { createLocalKey, parseKey } from '../secrets/local-key.ts';
import { readServiceKey } from './key-service.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** `variable` or `variable_FILE`: one key, or two one after the other while the app's key is being replaced. */
export function readPublicKeys(env: Environment, variable: string, faults: string[]): readonly string[] {
  const [inline, file] = [ownValue(env, variable), ownValue(env, `${variable}_FILE`)];
  if (!inline && !file) {
    faults.push(`${variable} and ${variable}_FILE are both missing. Write the app’s public key, PEM, in one of them.`);
    return [];
  }
  const name = inline ? variable : `${variable}_FILE`;
  let text: string;
  try {
    text = inline ? inline.replaceAll('\\n', '\n') : readFileSync(file!, 'utf8');
  } catch {
    faults.push(`${name} names a file that cannot be read.`);
    return [];
  }
  const keys = text.match(/-----BEGIN PUBLIC KEY-----[^-]+-----END PUBLIC KEY-----/g) ?? [];
  if (keys.length === 0)
    faults.push(`${name} is not a public key in PEM form. It begins with -----BEGIN PUBLIC KEY-----.`);
  if (keys.some((key) => !isStrongRsa(key)))
    faults.push(
      `${name} is not an RSA key of ${LEAST_BITS} bits or more. Copy the one from the helpdesk's app page, which signs with RS256.`,
    );
  return keys;
}

/** Less can be factored (NIST SP 800-131A), and then anybody signs entries. */
const LEAST_BITS = 2048;

function isStrongRsa(pem: string): boolean {
  try {
    const { asymmetricKeyType, asymmetricKeyDetails } = createPublicKey(pem);
    return asymmetricKeyType === 'rsa' && (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_BITS;
  } catch {
    return false;
  }
}

/**
 * `SECRETS_KEY`, or `SECRETS_KMS_KEY` where a key service keeps it; and `…_PREVIOUS` of either while the one is being
 * replaced by the other.
 */
export function readSecretKeys(env: Environment, faults: string[]): WrappingKeys | undefined {
  const current = oneOf('', env, faults);
  const previous = oneOf('_PREVIOUS', env, faults);
  if (current && current.key.id === previous?.key.id)
    faults.push(`${previous.name} is the same key as ${current.name}. Write the one that it replaces.`);
  if (!current && previous) faults.push(`SECRETS_KEY is missing, though ${previous.name} is set. Write the new key.`);
  if (current?.name === 'SECRETS_KMS_KEY' && !env.SESSION_SECRET)
    faults.push(
      'SESSION_SECRET is missing. It cannot be worked out from a key that a key service keeps. Make one with: openssl rand -base64 32',
    );
  return current && { current: current.key, previous: previous?.key };
}

function oneOf(suffix: string, env: Environment, faults: string[]) {
  const [local, service] = [`SECRETS_KEY${suffix}`, `SECRETS_KMS_KEY${suffix}`];
  const [ofOurs, ofService] = [readSecretKey(env, local, faults), readServiceKey(env, service, faults)];
  if (ofOurs && ofService) faults.push(`${local} and ${service} are both set. Keep one of them.`);
  return ofService ? { name: service, key: ofService } : ofOurs && { name: local, key: ofOurs };
}

function readSecretKey(env: Environment, name: string, faults: string[]): KeyWrapper | undefined {
  const [inline, file] = [ownValue(env, name), ownValue(env, `${name}_FILE`)];
  if (!inline && !file) return undefined;
  if (inline && file) {
    faults.push(`${name} and ${name}_FILE are both set. Keep one of them.`);
    return undefined;
  }
  try {
    const key = parseKey(inline || readFileSync(file!, 'utf8'));
    if (key) return createLocalKey(key);
    faults.push(
      `${file ? `${name}_FILE` : name} is not a key of 32 bytes in base64. Make one with: openssl rand -base64 32`,
    );
  } catch {
    faults.push(`${name}_FILE names a file that cannot be read.`);
  }
  return undefined;
}

/**
 * `SESSION_SECRET`; else worked out from `SECRETS_KEY`, so that several processes agree without another variable.
 * Undefined: each process makes up its own, and a restart signs everybody out.
 */
export const readSessionKey = (env: Environment, faults: string[]): Buffer | undefined =>
  env.SESSION_SECRET ? writtenKey(env, 'SESSION_SECRET', faults) : workedOut(env, 'SECRETS_KEY');

/** What was signed with these is believed too, while one key replaces the other. */
export function readOtherSessionKeys(env: Environment, faults: string[]): readonly Buffer[] {
  const written = env.SESSION_SECRET_PREVIOUS ? [writtenKey(env, 'SESSION_SECRET_PREVIOUS', faults)] : [];
  if (env.SESSION_SECRET_PREVIOUS && env.SESSION_SECRET_PREVIOUS === env.SESSION_SECRET)
    faults.push('SESSION_SECRET_PREVIOUS is the same as SESSION_SECRET. Write the one that it replaces.');
  return [...written, workedOut(env, 'SECRETS_KEY_PREVIOUS')].flatMap((key) => key ?? []);
}

function writtenKey(env: Environment, name: string, faults: string[]): Buffer {
  const key = Buffer.from(ownValue(env, name) ?? '', 'base64');
  if (key.length < 32)
    faults.push(`${name} is shorter than 32 bytes in base64. Make one with: openssl rand -base64 32`);
  return key;
}

function workedOut(env: Environment, name: string): Buffer | undefined {
  const file = ownValue(env, `${name}_FILE`);
  try {
    const inline = ownValue(env, name) || (file && readFileSync(file, 'utf8'));
    const key = inline ? parseKey(inline) : undefined;
    return key && Buffer.from(hkdfSync('sha256', key, '', 'sidelight sessions', 32));
  } catch {
    // `readSecretKeys` has said that the file cannot be read.
    return undefined;
  }
}
