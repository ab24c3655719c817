import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import type { DataKeyContext, KeyWrapper } from './key-wrapper.ts';
import { type Context, open, seal } from './sealed.ts';

const KEY_BYTES = 32;

/** 32 bytes in base64, as `openssl rand -base64 32` writes them; undefined for anything else. */
export function parseKey(text: string): KeyObject | undefined {
  const bytes = Buffer.from(text.trim(), 'base64');
  return bytes.length === KEY_BYTES && bytes.toString('base64') === text.trim() ? createSecretKey(bytes) : undefined;
}

/** A key-encryption key held by this process. */
export function createLocalKey(key: KeyObject): KeyWrapper {
  const id = `local-${createHash('sha256').update(key.export()).digest('hex').slice(0, 16)}`;
  const contextOf = ({ tenant, version }: DataKeyContext): Context => ['data key', tenant, version, id];
  return {
    id,
    wrap: async (dataKey, context) => seal(key, contextOf(context), dataKey),
    unwrap: async (wrapped, context) => open(key, contextOf(context), wrapped),
  };
}
