import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { DataKeyContext, KeyWrapper } from './key-wrapper.ts';

/** `refused`: it has answered, and will not, until somebody changes that. `unreachable`: it could not be asked. */
export type KeyAnswer =
  | { readonly kind: 'done'; readonly bytes: Buffer }
  /** This key has not encrypted it for this context. */
  | { readonly kind: 'not_ours' }
  /** `code` is the service's own name of what went wrong; nothing else of its answer is repeated. */
  | { readonly kind: 'refused' | 'unreachable'; readonly code: string };

/** A key that never leaves the service that keeps it: what it encrypts, it also decrypts, over the network. Never rejects. */
export interface KeyService {
  encrypt(plain: Buffer, context: Readonly<Record<string, string>>, signal: AbortSignal): Promise<KeyAnswer>;
  decrypt(encrypted: Buffer, context: Readonly<Record<string, string>>, signal: AbortSignal): Promise<KeyAnswer>;
}

export class KeyServiceFault extends Error {
  override readonly name = 'KeyServiceFault';
  readonly kind: Exclude<KeyAnswer['kind'], 'done'>;
  constructor(answer: Exclude<KeyAnswer, { kind: 'done' }>) {
    const { kind } = answer;
    const code = 'code' in answer ? answer.code : kind;
    super(kind === 'unreachable' ? `the key service does not answer: ${code}` : `the key service refuses: ${code}`);
    this.kind = kind;
  }
}

export interface ServiceKeyDeps {
  readonly service: KeyService;
  /** Names the key at its service. */
  readonly keyName: string;
  steadyNow(): number;
}

/** How long a key that was taken away there still opens things here. */
const FRESH_MS = 5 * 60_000;
/** How long an outage of the service is not felt by who has been asked for already. */
const KEPT_MS = 3_600_000;
const MOST_KEPT = 5000;
const PATIENCE_MS = 3000;

/**
 * A wrapping key that a key service keeps. Data keys it has unwrapped stay in memory for a while, so that a read of a
 * secret asks nobody, and one question answers however many wait for it.
 */
export function createServiceKey({ service, keyName, steadyNow }: ServiceKeyDeps): KeyWrapper {
  const id = `kms-${createHash('sha256').update(keyName).digest('hex').slice(0, 16)}`;
  const kept = new LRUCache<string, { readonly dataKey: Buffer; readonly atMs: number }>({ max: MOST_KEPT });
  const asking = new Map<string, Promise<Buffer | undefined>>();

  async function ask(name: string, wrapped: string, context: DataKeyContext): Promise<Buffer | undefined> {
    const encrypted = Buffer.from(wrapped, 'base64');
    const answer = await service.decrypt(encrypted, boundTo(context), AbortSignal.timeout(PATIENCE_MS));
    if (answer.kind === 'done') {
      kept.set(name, { dataKey: answer.bytes, atMs: steadyNow() });
      return answer.bytes;
    }
    const held = kept.get(name);
    if (answer.kind === 'unreachable' && held && steadyNow() - held.atMs < KEPT_MS) return held.dataKey;
    if (answer.kind !== 'unreachable') kept.delete(name);
    if (answer.kind === 'not_ours') return undefined;
    throw new KeyServiceFault(answer);
  }

  return {
    id,
    async wrap(dataKey, context, signal) {
      const answer = await service.encrypt(dataKey, boundTo(context), signal);
      if (answer.kind !== 'done') throw new KeyServiceFault(answer);
      return answer.bytes.toString('base64');
    },
    async unwrap(wrapped, context, signal) {
      signal.throwIfAborted();
      const name = `${context.tenant}/${context.version}/${wrapped}`;
      const held = kept.get(name);
      if (held && steadyNow() - held.atMs < FRESH_MS) return held.dataKey;
      // Its own time limit, not that of the caller who came first: others wait for the same answer.
      const asked = asking.get(name) ?? ask(name, wrapped, context).finally(() => asking.delete(name));
      asking.set(name, asked);
      return Promise.race([asked, whenAborted(signal)]);
    },
  };
}

/** What the service is told beside each data key, and asks for again: it stands in its own log. */
const boundTo = ({ tenant, version }: DataKeyContext) => ({
  use: 'sidelight data key',
  tenant,
  version: String(version),
});

const whenAborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
