import type { Request } from 'express';
import { iso } from '../company/clock.ts';
import { type Answer, ok } from './answer.ts';
import type { HubspotCrm } from './hubspot-crm.ts';
import { invalid, notFound } from './hubspot-errors.ts';
import { hubspotObject } from './hubspot-objects.ts';
import type { HubspotKind } from './hubspot-properties.ts';
import type { Row } from './hubspot-rows.ts';
import { recordOf } from './record-of.ts';

const MAX_BATCH = 100;
const MAX_WITH_HISTORY = 50;
const NAMES: Readonly<Record<HubspotKind, string>> = {
  contacts: 'CONTACT',
  companies: 'COMPANY',
  deals: 'DEAL',
  notes: 'NOTE',
  calls: 'CALL',
  meetings: 'MEETING_EVENT',
};

/** A record by its id, or by another property no two have in common. Undefined for a property that is not unique. */
export function lookUp(
  crm: HubspotCrm,
  kind: HubspotKind,
  by: string | undefined,
  key: string,
): Row | 'nobody' | undefined {
  if (by === undefined || by === 'hs_object_id') return crm.find(kind, key) ?? 'nobody';
  if (!crm.property(kind, by)?.isUnique) return undefined;
  return crm.having(kind, by, key)[0] ?? 'nobody';
}

export function readOne(crm: HubspotCrm, kind: HubspotKind, req: Request): Answer {
  const id = String(req.params.id);
  const by = req.query.idProperty === undefined ? undefined : String(req.query.idProperty);
  const row = lookUp(crm, kind, by, id);
  if (row === undefined) return invalid(`Property ${by} is not a unique property`);
  if (row === 'nobody') return notFound({ id: [id] });
  return ok(
    hubspotObject(crm, row, {
      properties: listOf(req.query.properties),
      history: listOf(req.query.propertiesWithHistory),
      with: listOf(req.query.associations),
    }),
  );
}

/** All of them by id, page by page. */
export function listPage(crm: HubspotCrm, kind: HubspotKind, req: Request): Answer {
  const limit = Number(req.query.limit ?? 10);
  const history = listOf(req.query.propertiesWithHistory);
  const most = history.length > 0 ? MAX_WITH_HISTORY : MAX_BATCH;
  if (!Number.isInteger(limit) || limit < 1 || limit > most) return invalid(`limit must be between 1 and ${most}`);
  const { rows: page, next } = crm.from(kind, Number(req.query.after ?? 0), limit);
  const properties = listOf(req.query.properties);
  return ok({
    results: page.map((row) => hubspotObject(crm, row, { properties, history })),
    ...(next ? { paging: { next: { after: next.id } } } : {}),
  });
}

export function batchRead(crm: HubspotCrm, kind: HubspotKind, req: Request): Answer {
  const body = recordOf(req.body);
  if (!Array.isArray(body?.inputs)) return invalid('Invalid input JSON: inputs is required');
  const history = Array.isArray(body.propertiesWithHistory) ? body.propertiesWithHistory.map(String) : [];
  const most = history.length > 0 ? MAX_WITH_HISTORY : MAX_BATCH;
  if (body.inputs.length > most) return invalid(`The maximum number of inputs is ${most}`);
  if (body.inputs.some((input: unknown) => typeof recordOf(input)?.id !== 'string')) {
    return invalid('Invalid input JSON: inputs[].id must be a string');
  }
  const ids = body.inputs.map((input: unknown) => String(recordOf(input)?.id));
  const properties = Array.isArray(body.properties) ? body.properties.map(String) : [];
  const by = typeof body.idProperty === 'string' ? body.idProperty : undefined;
  const found = new Map<string, Row>();
  const missing: string[] = [];
  for (const id of ids) {
    const row = lookUp(crm, kind, by, id);
    if (row === undefined) return invalid(`Property ${by} is not a unique property`);
    if (row === 'nobody') missing.push(id);
    else found.set(row.id, row);
  }
  const at = iso(crm.now());
  const results = [...found.values()].map((row) => hubspotObject(crm, row, { properties, history }));
  const answer = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  if (missing.length === 0) return ok(answer);
  const failure = {
    status: 'error',
    category: 'OBJECT_NOT_FOUND',
    message: `Could not get some ${NAMES[kind]} objects, they may be deleted or not exist. Check that ids are valid.`,
    context: { ids: missing },
    errors: [],
    links: {},
  };
  return { status: 207, body: { ...answer, numErrors: 1, errors: [failure] } };
}

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value ?? ''])
    .flatMap((text) => String(text).split(','))
    .filter((name) => name !== '');
