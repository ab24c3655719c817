import {
  DecryptCommand,
  EncryptCommand,
  IncorrectKeyException,
  InvalidCiphertextException,
  KMSClient,
  KMSServiceException,
} from '@aws-sdk/client-kms';
import type { KeyAnswer, KeyService } from './key-service.ts';

const CONNECT_MS = 1000;
const ANSWER_MS = 2000;
const TRIES = 3;

/**
 * AWS KMS by its own SDK, which also finds the credentials: the machine's or the pod's role, or what AWS_* variables
 * say. `keyArn` is the whole ARN of a symmetric key. Source: docs.aws.amazon.com/kms, API reference of Encrypt and Decrypt.
 */
export function openKms(keyArn: string, region: string): KeyService {
  const client = new KMSClient({
    region,
    maxAttempts: TRIES,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: ANSWER_MS, throwOnRequestTimeout: true },
  });
  return {
    encrypt: (plain, context, abortSignal) => {
      const command = new EncryptCommand({ KeyId: keyArn, Plaintext: plain, EncryptionContext: context });
      return client.send(command, { abortSignal }).then(({ CiphertextBlob }) => done(CiphertextBlob), failed);
    },
    decrypt: (encrypted, context, abortSignal) => {
      const command = new DecryptCommand({ KeyId: keyArn, CiphertextBlob: encrypted, EncryptionContext: context });
      return client.send(command, { abortSignal }).then(({ Plaintext }) => done(Plaintext), failed);
    },
  };
}

const done = (bytes: Uint8Array | undefined): KeyAnswer =>
  bytes ? { kind: 'done', bytes: Buffer.from(bytes) } : { kind: 'unreachable', code: 'an answer without content' };

/** Told to wait, or in trouble itself: not an answer about the key. */
const PASSING = new Set(['ThrottlingException', 'LimitExceededException', 'DependencyTimeoutException']);

function failed(error: unknown): KeyAnswer {
  if (error instanceof InvalidCiphertextException || error instanceof IncorrectKeyException)
    return { kind: 'not_ours' };
  const code = error instanceof Error ? error.name : 'unknown';
  // What our own time limit or the caller has ended is no answer either.
  const isAnswer = error instanceof KMSServiceException && error.$fault === 'client' && !PASSING.has(code);
  return { kind: isAnswer ? 'refused' : 'unreachable', code };
}
