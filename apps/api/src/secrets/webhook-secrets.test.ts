import { describe, expect, it } from 'vitest';
import { tenantId } from '../tenants/tenant-id.ts';
import { Secret } from './secret.ts';
import { createWebhookSecrets } from './webhook-secrets.ts';

const tenant = tenantId('acme')!;
const configured = new Secret('configured');

function open(live: () => Promise<readonly Secret[]>) {
  const clock = { ms: 0, asked: 0 };
  const store = {
    live() {
      clock.asked++;
      return live();
    },
  };
  const secrets = createWebhookSecrets({ tenant, system: 'helpdesk', store, configured, steadyNow: () => clock.ms });
  return { clock, texts: async (isDoubted = false) => (await secrets(isDoubted)).map((secret) => secret.reveal()) };
}

describe('the secrets a delivery may be signed by', () => {
  it('are the configured one alone where none can be stored, and none where that is missing too', async () => {
    const deps = { tenant, store: undefined, steadyNow: () => 0 };
    expect(await createWebhookSecrets({ ...deps, system: 'helpdesk', configured })()).toEqual([configured]);
    expect(await createWebhookSecrets({ ...deps, system: 'helpdesk', configured: undefined })()).toEqual([]);
  });

  it('are the stored ones and the configured one, asked for once in a while', async () => {
    let live = [new Secret('a')];
    const { clock, texts } = open(async () => live);
    expect(await Promise.all([texts(), texts()])).toEqual([
      ['a', 'configured'],
      ['a', 'configured'],
    ]);
    live = [new Secret('b'), new Secret('a')];
    clock.ms += 4999;
    expect(await texts()).toEqual(['a', 'configured']);
    expect(clock.asked).toBe(1);
    clock.ms += 1;
    expect(await texts()).toEqual(['b', 'a', 'configured']);
  });

  it('are asked for again when one is doubted, though not without end', async () => {
    let live = [new Secret('a')];
    const { clock, texts } = open(async () => live);
    await texts();
    live = [new Secret('b')];
    expect(await texts(true)).toEqual(['b', 'configured']);
    for (let i = 0; i < 100; i++) await texts(true);
    expect(clock.asked).toBe(2);
    clock.ms += 250;
    await texts(true);
    expect(clock.asked).toBe(3);
  });

  it('are asked for again at once when the store did not answer', async () => {
    let fails = true;
    const { texts } = open(() => (fails ? Promise.reject(new Error('away')) : Promise.resolve([new Secret('a')])));
    await expect(texts()).rejects.toThrow('away');
    fails = false;
    expect(await texts()).toEqual(['a', 'configured']);
  });
});
