import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import type { ChainHead } from './chain.ts';
import type { SignedHead } from './ports.ts';
import type { CheckedHead } from './verify.ts';

const saying = (tenant: string, { seq, hash }: ChainHead, at: string): Buffer =>
  Buffer.from(JSON.stringify(['sidelight audit head 1', tenant, seq, hash, at]));

/** The public half, as it is published: SPKI in base64. */
export const publicKeyOf = (signing: KeyObject): string =>
  createPublicKey(signing).export({ format: 'der', type: 'spki' }).toString('base64');

export const signHead = (signing: KeyObject, tenant: string, { seq, hash }: ChainHead, at: string): SignedHead => ({
  ...{ seq, hash, at, publicKey: publicKeyOf(signing) },
  signature: sign(null, saying(tenant, { seq, hash }, at), signing).toString('base64'),
});

/** `trusted`: the public key that the verifier goes by, from wherever they keep it. */
export function checkHead(tenant: string, head: SignedHead, trusted: string): CheckedHead {
  const { seq, hash, publicKey, signature } = head;
  return { seq, hash, isGenuine: publicKey === trusted && isSigned(tenant, head, signature, trusted) };
}

function isSigned(tenant: string, head: SignedHead, signature: string, trusted: string): boolean {
  const key = createPublicKey({ key: Buffer.from(trusted, 'base64'), format: 'der', type: 'spki' });
  return verify(null, saying(tenant, head, head.at), key, Buffer.from(signature, 'base64'));
}
