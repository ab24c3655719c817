import { setImmediate } from 'node:timers/promises';
import { createServiceKey, type KeyService } from '@sidelight/api/secrets/key-service.ts';
import type { KeyWrapper, WrappingKeys } from '@sidelight/api/secrets/key-wrapper.ts';
import { openKms } from '@sidelight/api/secrets/kms-client.ts';
import { rotate } from '@sidelight/api/secrets/rotate.ts';
import { Secret } from '@sidelight/api/secrets/secret.ts';
import { createDataKeyRows } from '@sidelight/api/store/data-keys.ts';
import { tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { keyCredentials, startKeyService } from '../world/key-service.ts';
import { onEachDatabase } from './on-each-database.ts';
import { acme, billing, never, only, setSecretsStage } from './secrets-stage.ts';

const arn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';
const otherArn = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-0987654321fe';

let world: Awaited<ReturnType<typeof startKeyService>>;
beforeAll(async () => {
  world = await startKeyService([arn, otherArn]);
  vi.stubEnv('AWS_ENDPOINT_URL_KMS', world.url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', keyCredentials.accessKeyId);
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', keyCredentials.secretAccessKey);
});
afterEach(() => {
  world.fail(undefined);
  world.calls.length = 0;
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await world.close();
});

const keyOf = (name: string): KeyWrapper =>
  createServiceKey({ service: openKms(name, 'eu-central-1'), keyName: name, steadyNow: Date.now });

describe('a key that AWS KMS keeps', () => {
  const dataKey = Buffer.alloc(32, 9);
  const context = { use: 'a test', tenant: 'acme' };
  const kms = (name = arn): KeyService => openKms(name, 'eu-central-1');
  async function encrypted(): Promise<Buffer> {
    const answer = await kms().encrypt(dataKey, context, never);
    if (answer.kind !== 'done') throw new Error(answer.kind);
    return answer.bytes;
  }

  it('opens what it has encrypted, in that context alone', async () => {
    const bytes = await encrypted();
    expect(bytes.includes(dataKey)).toBe(false);
    expect(await kms().decrypt(bytes, context, never)).toEqual({ kind: 'done', bytes: dataKey });
    const notOurs = { kind: 'not_ours' };
    expect(await kms().decrypt(bytes, { ...context, tenant: 'other' }, never)).toEqual(notOurs);
    expect(await kms(otherArn).decrypt(bytes, context, never)).toEqual(notOurs);
    expect(world.calls[0]).toEqual({ action: 'Encrypt', context });
  });

  it.each([
    ['refused', { error: 'AccessDeniedException' }],
    ['refused', { error: 'DisabledException' }],
    ['refused', { error: 'KMSInvalidStateException' }],
    ['refused', { error: 'NotFoundException' }],
    ['unreachable', { error: 'ThrottlingException' }],
    ['unreachable', { error: 'KMSInternalException', status: 500 }],
    ['unreachable', 'cut'],
    ['unreachable', 'silence'],
  ] as const)('is %s at %o, and repeats nothing of the answer', async (kind, fault) => {
    const bytes = await encrypted();
    world.fail(fault);
    const answer = await kms().decrypt(bytes, context, AbortSignal.timeout(1500));
    expect(answer).toMatchObject({ kind });
    expect(JSON.stringify(answer)).not.toContain('arn:');
  });

  it('is refused with credentials that are not right', async () => {
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'another');
    expect(await kms().encrypt(dataKey, context, never)).toMatchObject({ kind: 'refused' });
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', keyCredentials.secretAccessKey);
  });
});

onEachDatabase('secrets under a key that AWS KMS keeps', (open) => {
  const stage = setSecretsStage(open);

  it('are read after a restart with one question, and stand for nothing elsewhere', async () => {
    const [key, later] = [keyOf(arn), keyOf(arn)];
    await stage.storeWith(only(key)).put(acme, billing, new Secret('kept'), { by: '42' }, never);
    world.calls.length = 0;
    const read = () => stage.readOut(billing, acme, only(later));
    expect([await read(), await read()]).toEqual(['kept', 'kept']);
    expect(world.calls).toEqual([
      { action: 'Decrypt', context: { use: 'sidelight data key', tenant: 'acme', version: '1' } },
    ]);
    expect(await stage.readOut(billing, acme, only(keyOf(otherArn)))).toBe('undecipherable');
  });

  it('go on opening while they are wrapped anew: from our own key to KMS, and to another key there', async () => {
    const tenants = Array.from({ length: 8 }, (_, i) => tenantId(`tenant-${i}`)!);
    for (const tenant of tenants) await stage.put(billing, `of ${tenant}`, tenant);
    const found = new Map<string, number>();
    const moves: readonly WrappingKeys[] = [
      { current: keyOf(arn), previous: stage.first },
      { current: keyOf(otherArn), previous: keyOf(arn) },
    ];
    for (const keys of moves) {
      let isOver = false;
      const traffic = async () => {
        while (!isOver)
          for (const tenant of tenants) {
            const text = await stage.readOut(billing, tenant, keys);
            found.set(text, (found.get(text) ?? 0) + 1);
            // An embedded database answers without leaving the turn: the key service would never be heard.
            await setImmediate();
          }
      };
      const readers = [traffic(), traffic()];
      expect(await rotate(createDataKeyRows(stage.db), keys, never)).toMatchObject({ rewrapped: 8, broken: [] });
      isOver = true;
      await Promise.all(readers);
      for (const tenant of tenants)
        expect(await stage.readOut(billing, tenant, only(keys.current))).toBe(`of ${tenant}`);
    }
    expect([...found.keys()].sort()).toEqual(tenants.map((tenant) => `of ${tenant}`).sort());
  });
});
