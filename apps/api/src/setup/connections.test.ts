import { join } from 'node:path';
import { it as always, expect } from 'vitest';
import { noRecord } from '../audit/fixtures.ts';
import { connectionForms } from '../connectors/connection-forms.ts';
import { createBlueprint } from '../context/blueprint.ts';
import { loadMap } from '../map/load-map.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import { requireTenant } from '../tenants/tenant-id.ts';
import { createConnectionSetup } from './connections.ts';
import type { ConnectionLog } from './ports.ts';
import type { TestRequest } from './test-connection.ts';

const GATEWAY = 'https://api.atlassian.com/ex/jira/7f1c2a9e-0000-4000-8000-5b6c7d8e9f00';
const SITE = 'https://harbour.atlassian.net';
/** About a form that has an address to type. */
const it = always.skipIf(!connectionForms.jira);
const at = '2026-11-26T12:00:00.000Z';
const log: ConnectionLog = {
  all: async () => [],
  granted: async () => {},
  put: async () => {},
  remove: async () => false,
  tests: async () => new Map(),
  keepTest: async () => {},
};

async function open(testRequests: TestRequest[] = [], kept: ConnectionLog = log, secrets?: SecretStore) {
  const map = await loadMap(join(import.meta.dirname, '../../../../map'), AbortSignal.timeout(5000));
  return createConnectionSetup({
    ...{
      tenant: requireTenant('harbour'),
      log: kept,
      connectionForms,
      secrets,
      byOperator: new Set<string>(),
    },
    ...{ map, blueprint: createBlueprint(map) },
    ...{
      allowHosts: [],
      canOauth: () => false,
      holdAtVendor: undefined,
      consentOf: () => undefined,
      now: () => Date.parse(at),
    },
    isSyncWanted: async () => false,
    withheldFrom: () => [],
    placeOf: () => ({ url: undefined, consoleUrl: undefined, environment: 'live' }),
    troubleOf: async () => undefined,
    healthOf: () => undefined,
    keyRights: async () => '',
    async attempt(testRequest) {
      testRequests.push(testRequest);
      return { kind: 'worked', at, tookMs: 1, asked: ['issues.myself'], fields: [], raw: [] };
    },
    changed: async () => {},
  });
}

/** Types these into the form of the tracker, and says where the test was sent, or what was wrong. */
async function connect(inputs: Record<string, string>) {
  const testRequests: TestRequest[] = [];
  const setup = await open(testRequests);
  const request = { inputs: { email: 'sidelight@harbour.example', token: 'ATATT-example', ...inputs }, save: false };
  const outcome = await setup.connect(
    'jira',
    request,
    { id: '1', name: 'Ana', locale: 'en' },
    { tested: () => noRecord, saved: () => noRecord },
    AbortSignal.timeout(5000),
  );
  return testRequests[0]?.address ?? outcome;
}

it('a tracker behind the gateway is asked below its path, and people are sent to the site', async () => {
  expect(await connect({ url: `${GATEWAY}/`, site: `${SITE}/` })).toMatchObject({
    url: new URL(GATEWAY),
    consoleUrl: SITE,
  });
  expect(await connect({ url: SITE })).toMatchObject({ url: new URL(SITE), consoleUrl: SITE });
});

it('the address of a page is refused before anything is asked', async () => {
  expect(await connect({ url: `${SITE}/browse/OPS-1` })).toMatchObject({
    test: { kind: 'failed', inputs: ['url'], reason: { code: 'address_of_a_page', example: SITE } },
  });
});

it('a kept test names the fields in the language of whoever reads it, not of whoever made it', async () => {
  const field = { id: 'account.tier', label: 'Tier', mapping: 'crm.account: tier', state: 'empty' } as const;
  const gone = { ...field, id: 'account.gone', label: 'As it was' };
  const test = { kind: 'worked', at, tookMs: 1, asked: ['crm.account'], fields: [field, gone], raw: [] } as const;
  const kept: ConnectionLog = {
    ...log,
    tests: async () => new Map([['hubspot', { ...test, asked: [...test.asked], fields: [...test.fields], raw: [] }]]),
  };
  const { list } = await open([], kept);
  const labelsIn = async (locale: string) => {
    const lastTest = (await list(locale)).find(({ connector }) => connector === 'hubspot')?.lastTest;
    return lastTest?.kind === 'worked' ? lastTest.fields.map(({ label }) => label) : [];
  };
  const [german, english] = [await labelsIn('de'), await labelsIn('en')];
  expect(german[0]).not.toBe(english[0]);
  expect([german[1], english[1]]).toEqual(['As it was', 'As it was']);
});

it('a key has its own end, a consent that is renewed by itself has none, and neither has another’s', async () => {
  const [soon, later] = ['2026-12-01T00:00:00.000Z', '2027-06-01T00:00:00.000Z'];
  const never = () => Promise.reject(new Error('not asked'));
  const listed = (system: string, name: string, expiresAt: string | undefined) => ({
    ...{ system, name, version: 1, expiresAt, setBy: '1', setAt: at },
    ...{ previousUntil: undefined, told: undefined },
  });
  const secrets: SecretStore = {
    ...{ put: never, putAmong: never, read: never, live: never, remove: never, removeAmong: never, shred: never },
    list: async () => [
      listed('helpdesk', 'oauth', soon),
      listed('crm', 'hubspot/key', later),
      listed('billing', 'stripe/key', undefined),
    ],
  };
  const by = { inputs: {}, byId: '1', byName: 'Ana', since: at };
  const kept: ConnectionLog = {
    ...log,
    all: async () => [
      { connector: 'zendesk', method: 'oauth', ...by },
      { connector: 'hubspot', method: 'key', ...by },
      { connector: 'stripe', method: 'key', ...by },
    ],
  };
  const { list } = await open([], kept, secrets);
  const ends = (await list('en')).flatMap(({ connector, standing }) =>
    standing.kind === 'connected' ? [[connector, standing.expiresAt]] : [],
  );
  expect(Object.fromEntries(ends)).toEqual({ zendesk: undefined, hubspot: later, stripe: undefined });
});
