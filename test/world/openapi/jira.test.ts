import { afterAll, beforeAll, expect, it } from 'vitest';
import { startWorld, type World } from '../world.ts';
import { openDocument } from './document.ts';
import { wrongWith } from './wrong-with.ts';

const folder = process.env.VENDOR_SPECS ?? '';

let world: World;
beforeAll(async () => {
  world = await startWorld({ customers: 40 });
});
afterAll(() => world.stop());

it.skipIf(folder === '')('searches, one issue and errors fit what the vendor publishes', async () => {
  const doc = await openDocument(folder, 'jira/openapi.trimmed.json', []);
  const jql = encodeURIComponent('project in (APP) AND labels = known-issue');
  const search = '/rest/api/3/search/jql';
  const found = [
    ...(await wrongWith(
      world,
      [`${search}?jql=${jql}&fields=*all`, `${search}?jql=${jql}&fields=summary&maxResults=2`],
      (path) => ({ vendor: 'jira', path }),
      (body) => doc.wrongWith({ path: search, method: 'get', status: '200' }, body),
    )),
    ...(await wrongWith(
      world,
      ['/rest/api/3/issue/APP-1413'],
      (path) => ({ vendor: 'jira', path }),
      (body) => doc.wrongWith({ path: '/rest/api/3/issue/{issueIdOrKey}', method: 'get', status: '200' }, body),
    )),
    ...(await wrongWith(
      world,
      [`${search}?jql=`],
      (path) => ({ vendor: 'jira', path, status: 400 }),
      (body) => doc.wrongWithSchema('ErrorCollection', body),
    )),
    ...(await wrongWith(
      world,
      ['/rest/api/3/myself'],
      (path) => ({ vendor: 'jira', path }),
      (body) => doc.wrongWith({ path: '/rest/api/3/myself', method: 'get', status: '200' }, body),
    )),
  ];
  expect(found).toEqual([]);
});
