import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import { hubspotJournal } from '@sidelight/api/connectors/hubspot/journal/journal.ts';
import { describe, expect, it, test } from 'vitest';
import { openDocument } from '../world/openapi/document.ts';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { recordOf } from '../world/vendors/record-of.ts';
import { startWorld } from '../world/world.ts';
import { folder, load } from './specs/documents.ts';
import { hubspotSupplement } from './specs/hubspot-supplement.ts';
import { at, type Node } from './specs/node.ts';
import { createRequestJudge, templateOf } from './specs/request.ts';

const FILE = 'hubspot/journal.json';
const signal = new AbortController().signal;

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly json: unknown;
}

/** All that is asked of a journal: to tell, from where it begins, on from there, and from where it cannot tell any more. */
async function exchanged(): Promise<readonly Exchange[]> {
  const world = await startWorld({ customers: 3, hasCrmApp: true });
  const { appClientId: clientId, appSecret } = world.credentials.hubspot;
  const found: Exchange[] = [];
  const clients: { close(): Promise<void> }[] = [];
  const journal = hubspotJournal.open({
    ...{ options: { portalId: '48160021', clientId }, secrets: async () => [appSecret], steadyNow: Date.now },
    open(how) {
      const http = createHttpClient({ baseUrl: new URL(world.urls.hubspot), headers: {}, now: Date.now, ...how });
      clients.push(http);
      return {
        async send(request, own) {
          const answer = await http.send(request, own);
          found.push({ method: request.method ?? 'GET', path: request.path, body: request.body, ...answer });
          return answer;
        },
      };
    },
    file: async (url) => (await fetch(url)).text(),
  });
  if (!journal) throw new Error('there is no journal');
  const wishes = [
    ...['contacts', 'companies'].map((object) => ({ object, properties: ['phone'] })),
    { object: 'deals', properties: ['dealstage'] },
  ];
  await journal.subscribe(wishes, signal);
  await journal.subscribe(wishes, signal);
  const { cursor } = await journal.begin(signal);
  const id = world.company.customer(1).contacts[0]!.id;
  editByHand(world.crm, { kind: 'contacts', id, values: { phone: '+442079460999' } });
  const part = await journal.after(cursor, signal);
  if (part === 'expired') throw new Error('it is new');
  expect(await part.files[0]?.read(signal)).toMatchObject({ delivered: [{ event: { detail: { id } } }], leftOut: 0 });
  expect(await journal.after(part.cursor, signal)).toEqual({ cursor: part.cursor, files: [] });
  world.crmJournal?.forget();
  expect(await journal.after(part.cursor, signal)).toBe('expired');
  for (const client of clients) await client.close();
  await world.stop();
  return found;
}

/** The document names what may be asked for by its kind. */
function documentFor(body: unknown): Node {
  const root = load(FILE);
  const types: Readonly<Record<string, string>> = {
    ...{ OBJECT: 'ObjectSubscriptionUpsertRequest', ASSOCIATION: 'AssociationSubscriptionUpsertRequest' },
    GDPR_PRIVACY_DELETION: 'GdprPrivacyDeletionSubscriptionUpsertRequest',
  };
  const type = types[String(recordOf(body)?.subscriptionType)];
  if (type === undefined) return root;
  const schemas = recordOf(recordOf(root.components)?.schemas) ?? {};
  return { ...root, components: { schemas: { ...schemas, SubscriptionUpsertRequest: schemas[type] } } };
}

if (folder === '') test.skip('HubSpot’s document of its journal: skipped, VENDOR_SPECS names no folder', () => {});
else
  describe('what the journal is asked, and what the simulated one answers', () => {
    it('is as HubSpot’s document describes it', async () => {
      const document = await openDocument(folder, FILE, []);
      const wrong: string[] = [];
      const calls = await exchanged();
      for (const { method, path: asked, body, status, json } of calls) {
        const [path = '', query = ''] = asked.split('?', 2);
        const call = { method, path, body, query: new URLSearchParams(query), headers: {} };
        const isToken = path.startsWith('/oauth/');
        const verdict = createRequestJudge(isToken ? hubspotSupplement : documentFor(body))(call);
        expect(verdict, `${method} ${path} is in no document`).toBeDefined();
        wrong.push(...(verdict ?? []).map((problem) => `${path}: ${problem}`));
        if (isToken) continue;
        const template = templateOf(Object.keys(at(load(FILE), '/paths')), path) ?? '';
        const problems =
          status >= 400
            ? document.wrongWithSchema('Error', json)
            : document.wrongWith({ path: template, method: method.toLowerCase(), status: String(status) }, json);
        wrong.push(...problems.map((problem) => `${path}: ${problem}`));
      }
      expect(wrong).toEqual([]);
      // Asked for once each: the second time they are there.
      expect(calls.filter(({ method, path }) => method === 'POST' && path.includes('subscriptions'))).toHaveLength(5);
      expect(calls.filter(({ path }) => path.includes('/oauth/'))).toHaveLength(1);
    });
  });
