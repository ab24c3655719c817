import { ownValue } from '@sidelight/shared/own-property.ts';
import type { KeyWrapper } from '../secrets/key-wrapper.ts';
import { createKmsKey } from '../secrets/kms-key.ts';

/** An alias could come to mean another key, under which nothing opens any more. */
const KEY_ARN = /^arn:aws[\w-]*:kms:([a-z0-9-]+):\d{12}:key\/[\w-]+$/;

/** `SECRETS_KMS_KEY` and its predecessor: the ARN of a key that AWS KMS keeps. */
export function readServiceKey(
  env: Readonly<Record<string, string | undefined>>,
  name: string,
  faults: string[],
): KeyWrapper | undefined {
  const arn = ownValue(env, name);
  if (!arn) return undefined;
  const region = KEY_ARN.exec(arn)?.[1];
  if (region !== undefined) return createKmsKey(arn, region);
  faults.push(
    `${name} is not the ARN of a key. Write all of it, arn:aws:kms:region:account:key/id, and not that of an alias.`,
  );
  return undefined;
}
