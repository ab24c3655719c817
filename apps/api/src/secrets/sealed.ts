import { createCipheriv, createDecipheriv, type KeyObject, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const VERSION = '1';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** What a record is bound to: a list that has only one spelling, so that no two contexts read the same. */
export type Context = readonly (string | number)[];

const bind = (context: Context): Buffer => Buffer.from(JSON.stringify([VERSION, ...context]));

/** `1.<nonce>.<tag>.<ciphertext>`, base64url. The key and the context are needed to open it again. */
export function seal(key: KeyObject, context: Context, plain: Buffer): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES }).setAAD(bind(context));
  const text = Buffer.concat([cipher.update(plain), cipher.final()]);
  return [VERSION, ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString('base64url'))].join('.');
}

/** Undefined for a record that was not sealed just so, by this key and for this context. Never throws. */
export function open(key: KeyObject, context: Context, record: string): Buffer | undefined {
  const [version, ...parts] = record.split('.');
  const [nonce, tag, text] = parts.map(strictBase64url);
  if (version !== VERSION || parts.length !== 3 || !nonce || !tag || !text) return undefined;
  // Node takes a tag of four bytes for whole unless told what a whole one is.
  if (nonce.length !== NONCE_BYTES || tag.length !== TAG_BYTES) return undefined;
  try {
    const decipher = createDecipheriv(ALGORITHM, key, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(bind(context)).setAuthTag(tag);
    return Buffer.concat([decipher.update(text), decipher.final()]);
  } catch {
    return undefined;
  }
}

/** Node skips what is no base64url; one record must have one spelling. */
function strictBase64url(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}
