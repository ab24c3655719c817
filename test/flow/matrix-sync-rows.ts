import { admins, all, leads, type Row } from './matrix-row.ts';

/** Of nothing that there is. */
const id = '00000000-0000-4000-8000-000000000000';
const change = { kind: 'rule', rule: 'crm_wins' };
const sync = (method: 'GET' | 'POST', route: string, own: Row['own'], body?: object): Row => ({
  ...{ file: 'sync-route', method, route, path: route === '/' ? '/v1/sync' : `/v1/sync${route}`, own },
  ...(body && { body }),
});

/** Of a ticket of the first helpdesk; the other one is not connected, so that nobody can say whose it is. */
const fields = (method: 'GET' | 'POST', rest: string, body?: object): Row => ({
  ...{ file: 'ticket-fields-route', method, route: `/:ticket/fields${rest}`, path: `/v1/tickets/1001/fields${rest}` },
  ...{ own: all(200), other: all(503) },
  ...(body && { body }),
});

/** Routes of sync and of new customers. What is asked of something that is not there is answered, and does nothing. */
export const syncRows: readonly Row[] = [
  sync('GET', '/', leads(200)),
  sync('GET', '/reviews', leads(200)),
  sync('GET', '/letters', leads(200)),
  { ...sync('GET', '/unpaired', leads(200)), path: '/v1/sync/unpaired?object=contact' },
  sync('POST', '/reviews', leads(200), { ids: [id], choice: { take: 'neither' } }),
  sync('POST', '/reviews/undo', leads(200), { ids: [id] }),
  sync('POST', '/rule/patch', leads(200), { id, change }),
  sync('POST', '/rule', admins(200), { id, change, base: 'x' }),
  sync('GET', '/fields', leads(200)),
  sync('POST', '/fields/patch', leads(200), { object: 'contact', id: 'seats' }),
  sync('POST', '/fields', admins(200), { object: 'contact', id: 'seats', base: 'x' }),
  sync('POST', '/runs', admins(200), { object: 'contact', kind: 'compare' }),
  sync('POST', '/runs/pause', admins(200), { id, isPaused: true }),
  sync('POST', '/switch', admins(200), { object: 'contact', isOn: true }),
  sync('POST', '/replay', admins(200), { id }),
  { file: 'month-route', method: 'GET', route: '/', path: '/v1/sync/report?month=2026-10', own: admins(200) },
  fields('GET', ''),
  fields('POST', '', { object: 'contact', field: 'phone', value: '+1 212 555 0100', seen: null }),
  fields('POST', '/undo', { id }),
  {
    ...{ file: 'ticket-steps-route', method: 'POST', route: '/:ticket/steps', path: '/v1/tickets/1001/steps' },
    // Of a customer who is not new.
    ...{ body: { step: 'kickoff', isDone: true }, own: all(404), other: all(503) },
  },
];
