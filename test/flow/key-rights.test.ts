import { StoredKeys } from '@sidelight/shared/setup/stored-key.ts';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Planting } from '../world/planting.ts';
import { typedKeys } from '../world/vendor-keys.ts';
import { adminOf, connectStage } from './connect-stage.ts';
import { type Product, startProduct } from './start-product.ts';
import { until } from './until.ts';

const ASKED = '/oauth/v2/private-apps/get/access-token-info';
const NEEDED = ['contacts', 'companies', 'deals', 'owners'].map((kind) => `crm.objects.${kind}.read`);
const unsaid = { scopes: [], more: [] };

let product: Product;
let stage: ReturnType<typeof connectStage>;
let says: 'too_much' | 'not_found' | 'no_names' = 'too_much';
beforeAll(async () => {
  const bodies = {
    too_much: { status: 200, body: { userId: 1, hubId: 48160021, appId: 7, scopes: [...NEEDED, 'automation'] } },
    not_found: { status: 404, body: { status: 'error', message: 'no private app' } },
    no_names: { status: 200, body: { scopes: ['mail of pia@mail.example'] } },
  };
  const planting: Planting = {
    bundle: (bundle) => bundle,
    answer: (_vendor, req, answer) => (req.path === ASKED ? bodies[says] : answer),
  };
  product = await startProduct({ isNew: true, world: { planting }, pace: { quietMs: 300 } });
  stage = connectStage(product, await adminOf(product));
  for (const [connector, inputs] of typedKeys(product.world)) await save(connector, inputs);
});
afterAll(() => product.stop());

const save = (connector: string, inputs: object) =>
  stage.call('POST', `/connections/${connector}`, undefined, { inputs, save: true });
const asked = () => product.world.calls.list().filter(({ path }) => path === ASKED).length;
const rightsOf = async (connector: string) => {
  const standing = await stage.standing(connector);
  const { keys } = StoredKeys.parse(await (await stage.call('GET', '/keys')).json());
  const { scopes, more } = keys.find((key) => key.connector === connector) ?? {};
  return {
    onSetup: standing.kind === 'connected' ? standing.signIn : standing,
    inKeys: scopes && { scopes, more: more ?? [] },
  };
};

describe('what a typed key may do', () => {
  it('is what its vendor says, with what nothing here needs', async () => {
    const rights = { scopes: [...NEEDED, 'automation'], more: ['automation'] };
    expect(await rightsOf('hubspot')).toEqual({ onSetup: rights, inKeys: rights });
  });

  it.each(['stripe', 'posthog', 'jira'])('is not known where the vendor does not say: %s', async (connector) => {
    expect(await rightsOf(connector)).toEqual({ onSetup: unsaid, inKeys: unsaid });
  });

  it('is nothing to speak of where there is no key', async () => {
    expect(await rightsOf('statuspage')).toEqual({ onSetup: undefined, inKeys: undefined });
  });

  it.each(['not_found', 'no_names'] as const)(
    'is not known, and the key saved, where the answer is %s',
    async (next) => {
      says = next;
      const answer = await save('hubspot', { token: product.world.credentials.hubspot.token });
      expect(await answer.json()).toMatchObject({ isSaved: true });
      expect(await rightsOf('hubspot')).toEqual({ onSetup: unsaid, inKeys: unsaid });
    },
  );

  it('is asked again by itself, and what it said stays known while it says nothing', async () => {
    says = 'no_names';
    await save('hubspot', { token: product.world.credentials.hubspot.token });
    expect((await rightsOf('hubspot')).inKeys).toEqual(unsaid);
    // As an earlier release left it.
    await sql`update connections set inputs = inputs - 'granted'`.execute(product.database.db);
    says = 'too_much';
    await product.reload();
    await until(async () => (await rightsOf('hubspot')).inKeys?.more.includes('automation') === true);
    // What it said stays known while it says nothing.
    says = 'not_found';
    const before = asked();
    await product.reload();
    await until(() => asked() > before);
    expect((await rightsOf('hubspot')).inKeys?.more).toEqual(['automation']);
  });

  it('is asked for when a key is saved, and not when one is only tried', async () => {
    const before = asked();
    const inputs = { token: product.world.credentials.hubspot.token };
    await stage.call('POST', '/connections/hubspot', undefined, { inputs, save: false });
    expect(asked()).toBe(before);
    await save('hubspot', inputs);
    expect(asked()).toBe(before + 1);
  });
});
