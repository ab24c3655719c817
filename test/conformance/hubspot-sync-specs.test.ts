import type { HttpClient } from '@sidelight/api/connectors/http/http-client.ts';
import { describe, expect, it, test } from 'vitest';
import { openDocument } from '../world/openapi/document.ts';
import { recordOf } from '../world/vendors/record-of.ts';
import { foundBy } from './found-by.ts';
import { openHubspotSync } from './hubspot-sync-stage.ts';
import { folder, load } from './specs/documents.ts';
import { at } from './specs/node.ts';
import { createRequestJudge, templateOf } from './specs/request.ts';

const files = ['hubspot/contacts_2026_03.json', 'hubspot/companies_2026_03.json', 'hubspot/assoc.json'];

if (folder === '') test.skip('HubSpot’s OpenAPI documents: skipped, VENDOR_SPECS names no folder', () => {});
else describe('what sync asks of HubSpot, and what the simulated one answers', fitting);

function fitting(): void {
  it('is as HubSpot’s documents describe it', async () => {
    const exchanges: Exchange[] = [];
    const stage = await openHubspotSync(5, Date.now(), (http) => recording(http, exchanges));
    const { contacts, companies, notes, world, signal } = stage;
    const [person, company] = [world.company.customer(1).contacts[0]!.id, world.company.customer(1).accounts[0]!.id];
    const phone = { name: 'phone', type: 'phone' } as const;
    const email = { name: 'email', type: 'email' } as const;
    for (const target of [contacts, companies]) {
      const record = target === contacts ? person : company;
      const { cursor } = foundBy(await target.changes(undefined, [phone], signal));
      await target.write([{ id: record, values: { phone: '+442079460999' } }], [phone], signal);
      await target.changes(cursor, [phone], signal);
      await target.list(undefined, [phone], signal);
      await target.read([record, '404'], [phone], signal);
      await target.find(phone, '+442079460999', signal);
      await target.create([{ key: 'made', values: { phone: null } }], [phone], signal);
      await target.write([{ id: '404', values: { phone: null } }], [phone], signal);
    }
    await contacts.find(email, 'nobody@halyard.example', signal);
    await contacts.write([{ id: person, values: { email: 'nobody' } }], [email], signal);
    const about = { contact: [person], company: [company] };
    await notes.write([{ key: 't-1', atMs: Date.now(), text: 'solved', about }], signal);
    await stage.close();

    const judges = files.map((file) => createRequestJudge(load(file)));
    const documents = await Promise.all(files.map((file) => openDocument(folder, file, [])));
    const wrong: string[] = [];
    for (const exchange of exchanges) {
      const [path = '', query = ''] = exchange.path.split('?', 2);
      const call = { ...exchange, path, query: new URLSearchParams(query), headers: {} };
      const verdicts = judges.map((judge) => judge(call));
      const known = verdicts.findIndex((verdict) => verdict !== undefined);
      const document = documents[known];
      expect(document, `${exchange.method} ${path} is in no document`).toBeDefined();
      const template = templateOf(Object.keys(at(load(files[known]!), '/paths')), path) ?? '';
      const place = { path: template, method: exchange.method.toLowerCase(), status: String(exchange.status) };
      const problems =
        exchange.status >= 400
          ? (document?.wrongWithSchema('Error', exchange.json) ?? [])
          : (document?.wrongWith(place, withoutNulls(exchange.json)) ?? []);
      wrong.push(...[...(verdicts[known] ?? []), ...problems].map((problem) => `${path}: ${problem}`));
    }
    expect(wrong).toEqual([]);
    const kinds = new Set(exchanges.map(({ path, status }) => `${path.split('?', 1)[0]} ${status}`));
    expect(kinds.size).toBeGreaterThanOrEqual(17);
  });
}

interface Exchange {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  readonly json: unknown;
}

/** There is no document of notes: they are an object as contacts are. */
const asContacts = (path: string) => path.replace('/objects/2026-03/notes/', '/objects/2026-03/contacts/');

const recording = (http: HttpClient, exchanges: Exchange[]): HttpClient => ({
  async send(request, signal) {
    const { status, json } = await http.send(request, signal);
    const { method = 'GET', path, body } = request;
    exchanges.push({ method, path: asContacts(path), body, status, json });
    return { status, json };
  },
});

/** HubSpot describes every property as text, and answers null for one that is empty. */
function withoutNulls(json: unknown): unknown {
  const results = recordOf(json)?.results;
  if (!Array.isArray(results)) return json;
  const cleaned = results.map((result: unknown) => {
    const record = recordOf(result);
    const properties = recordOf(record?.properties);
    if (!record || !properties) return result;
    const kept = Object.entries(properties).filter(([, value]) => value !== null);
    return { ...record, properties: Object.fromEntries(kept) };
  });
  return { ...recordOf(json), results: cleaned };
}
