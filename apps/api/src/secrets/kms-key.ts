import { createServiceKey, type KeyService } from './key-service.ts';
import type { KeyWrapper } from './key-wrapper.ts';

/** A wrapping key that AWS KMS keeps, by its ARN and the region in it. Asks nobody before it is used. */
export const createKmsKey = (arn: string, region: string): KeyWrapper =>
  createServiceKey({ service: loadedWhenUsed(arn, region), keyName: arn, steadyNow: () => performance.now() });

/** The SDK is a good part of the whole server's code: only who has such a key pays for it. */
function loadedWhenUsed(arn: string, region: string): KeyService {
  let opened: Promise<KeyService> | undefined;
  const open = () => {
    opened ??= import('./kms-client.ts').then(({ openKms }) => openKms(arn, region));
    return opened;
  };
  return {
    encrypt: async (...given) => (await open()).encrypt(...given),
    decrypt: async (...given) => (await open()).decrypt(...given),
  };
}
