import type { Request } from 'express';
import { type Answer, ok } from './answer.ts';
import type { HubspotCrm } from './hubspot-crm.ts';
import { invalid, notFound } from './hubspot-errors.ts';
import { associate } from './hubspot-join.ts';
import { hubspotObject } from './hubspot-objects.ts';
import { type HubspotKind, hubspotKinds } from './hubspot-properties.ts';
import { lookUp } from './hubspot-reads.ts';
import { companiesOf, type Row, valueIn } from './hubspot-rows.ts';
import { recordOf } from './record-of.ts';

const done: Answer = { status: 204, body: '', type: 'text/plain' };

/** The survivor keeps what it has, and takes from the other what it lacks. */
export function mergeRows(crm: HubspotCrm, survivor: Row, loser: Row): void {
  const isEmpty = (name: string) => valueIn(survivor, name) === null;
  const taken = crm
    .definitions(survivor.kind)
    .filter(({ name, isReadOnly, isUnique }) => !isReadOnly && !isUnique && isEmpty(name))
    .map(({ name }) => [name, valueIn(loser, name) ?? ''] as const);
  const atMs = crm.now();
  crm.write(survivor, Object.fromEntries(taken), { sourceType: 'CRM_UI', sourceId: 'userId:7001', userId: 7001 }, atMs);
  const kept = crm.touch(survivor);
  kept.absorbed.push(loser.id);
  kept.modifiedAtMs = atMs;
  const gone = crm.touch(loser);
  gone.mergedInto = survivor.id;
  gone.modifiedAtMs = atMs;
  for (const companyId of companiesOf(loser)) associate(crm, survivor, companyId);
  crm.tell({ what: 'merge', kind: survivor.kind, id: survivor.id, merged: loser.id });
}

export function merge(crm: HubspotCrm, kind: HubspotKind, req: Request): Answer {
  const { primaryObjectId, objectIdToMerge } = recordOf(req.body) ?? {};
  const survivor = crm.find(kind, String(primaryObjectId));
  const loser = crm.find(kind, String(objectIdToMerge));
  if (!survivor || !loser) return notFound({ id: [String(survivor ? objectIdToMerge : primaryObjectId)] });
  if (survivor.id === loser.id) return invalid('A record cannot be merged with itself');
  mergeRows(crm, survivor, loser);
  return ok(hubspotObject(crm, crm.find(kind, survivor.id)!, { properties: ['hs_merged_object_ids'] }));
}

export function archiveRow(crm: HubspotCrm, row: Row): void {
  crm.touch(row).archivedAtMs = crm.now();
  crm.tell({ what: 'deletion', kind: row.kind, id: row.id });
}

/** Archiving what is not there is as good as done. */
export function archive(crm: HubspotCrm, kind: HubspotKind, ids: readonly string[]): Answer {
  for (const id of ids) {
    const row = crm.find(kind, id);
    if (row) archiveRow(crm, row);
  }
  return done;
}

/** For good: the address may never be made again, also one that nobody has. */
export function erase(crm: HubspotCrm, req: Request): Answer {
  const { objectId, idProperty } = recordOf(req.body) ?? {};
  const by = typeof idProperty === 'string' ? idProperty : undefined;
  const row = lookUp(crm, 'contacts', by, String(objectId));
  if (row === undefined) return invalid(`Property ${by} is not a unique property`);
  if (row !== 'nobody') eraseRow(crm, row);
  else if (by === 'email') crm.blocklist.add(String(objectId).toLowerCase());
  return done;
}

export function eraseRow(crm: HubspotCrm, row: Row): void {
  const email = valueIn(row, 'email');
  if (email) crm.blocklist.add(email.toLowerCase());
  archiveRow(crm, row);
  crm.tell({ what: 'privacyDeletion', kind: row.kind, id: row.id });
}

/** The vendor's own associations between two kinds, many at once. Notes show on the timeline of what they are about. */
export function associateAll(crm: HubspotCrm, req: Request): Answer {
  const kindOf = (name: unknown) => hubspotKinds.find((kind) => kind === name);
  const [from, to] = [kindOf(req.params.from), kindOf(req.params.to)];
  const inputs = recordOf(req.body)?.inputs;
  if (!from || !to || !Array.isArray(inputs)) return invalid('Unable to infer object types');
  const results = [];
  for (const input of inputs) {
    const ids = { from: String(recordOf(recordOf(input)?.from)?.id), to: String(recordOf(recordOf(input)?.to)?.id) };
    const [a, b] = [crm.find(from, ids.from), crm.find(to, ids.to)];
    if (!a || !b) return notFound({ id: [a ? ids.to : ids.from] });
    if (from === 'notes') crm.noteOn(b, a.id);
    else if (from === 'contacts') associate(crm, a, b.id);
    const associationSpec = { associationCategory: 'HUBSPOT_DEFINED', associationTypeId: 202 };
    results.push({ from: { id: a.id }, to: { id: b.id }, associationSpec });
  }
  const at = new Date(crm.now()).toISOString();
  return ok({ status: 'COMPLETE', results, startedAt: at, completedAt: at });
}
