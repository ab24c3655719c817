import type { Request } from 'express';
import { iso } from '../company/clock.ts';
import type { Answer } from './answer.ts';
import type { HubspotCrm, Source } from './hubspot-crm.ts';
import { batchRefusal, type InputFault, invalid, partError, valueFault } from './hubspot-errors.ts';
import { joinCompany } from './hubspot-join.ts';
import { hubspotObject } from './hubspot-objects.ts';
import type { HubspotKind } from './hubspot-properties.ts';
import { lookUp } from './hubspot-reads.ts';
import type { Row } from './hubspot-rows.ts';
import { recordOf } from './record-of.ts';

export type BatchVerb = 'update' | 'create' | 'upsert';

const MAX_BATCH = 100;

interface Input {
  /** As the input calls its record; its place where it is to be made. */
  readonly id: string;
  readonly by: string | undefined;
  readonly traceId: string | undefined;
  readonly values: Readonly<Record<string, unknown>>;
}

/** Many writes in one call: all of them are done, or none is. */
export function batchWrite(crm: HubspotCrm, kind: HubspotKind, verb: BatchVerb, req: Request): Answer {
  const inputs = readInputs(req.body, verb);
  if (typeof inputs === 'string') return invalid(inputs);
  const { namesBadInput, answersInParts, ownSourceId } = crm.switches;
  const bad = new Map<Input, InputFault>();
  const claimed = new Map<string, Input>();
  for (const input of inputs) {
    const fault = faultOf(crm, kind, verb, input) ?? faultAmong(crm, kind, input, claimed);
    if (fault) bad.set(input, fault);
  }
  const isInParts = answersInParts && inputs.every(({ traceId }) => traceId !== undefined);
  const [first] = bad;
  if (first && !isInParts) return batchRefusal(first[1], first[0].id, namesBadInput);

  const by: Source = { sourceType: 'INTEGRATION', sourceId: ownSourceId };
  const results = inputs.filter((input) => !bad.has(input)).map((input) => done(crm, kind, verb, input, by));
  const at = iso(crm.now());
  const answer = { status: 'COMPLETE', results, startedAt: at, completedAt: at };
  if (bad.size === 0) return { status: verb === 'create' ? 201 : 200, body: answer };
  const errors = [...bad].map(([input, fault]) => partError(fault, input.id, input.traceId));
  return { status: 207, body: { ...answer, numErrors: errors.length, errors } };
}

function readInputs(body: unknown, verb: BatchVerb): Input[] | string {
  const given = recordOf(body)?.inputs;
  if (!Array.isArray(given)) return 'Invalid input JSON: inputs is required';
  if (given.length > MAX_BATCH) return `The maximum number of inputs is ${MAX_BATCH}`;
  const inputs: Input[] = [];
  for (const [place, one] of given.entries()) {
    const {
      id = verb === 'create' ? String(place) : undefined,
      idProperty,
      properties,
      objectWriteTraceId,
    } = recordOf(one) ?? {};
    const values = recordOf(properties);
    if (typeof id !== 'string' || !values) return 'Invalid input JSON: an input needs its id and properties';
    if (verb === 'upsert' && typeof idProperty !== 'string') return 'idProperty is required';
    const traceId = typeof objectWriteTraceId === 'string' ? objectWriteTraceId : undefined;
    inputs.push({ id, by: typeof idProperty === 'string' ? idProperty : undefined, traceId, values });
  }
  const keys = inputs.map(({ id, by }) => `${by}:${id}`);
  return new Set(keys).size === keys.length ? inputs : 'Duplicate IDs found in batch input';
}

/** What an upsert writes: the key too. */
const valuesOf = ({ by, id, values }: Input, verb: BatchVerb) =>
  verb === 'upsert' && by !== undefined ? { ...values, [by]: id } : values;

function faultOf(crm: HubspotCrm, kind: HubspotKind, verb: BatchVerb, input: Input): InputFault | undefined {
  const found = verb === 'create' ? 'nobody' : lookUp(crm, kind, input.by, input.id);
  if (found === undefined) return valueFault(String(input.by), 'NOT_UNIQUE', `${input.by} is not a unique property`);
  if (found === 'nobody' && verb === 'update') {
    return { status: 404, category: 'OBJECT_NOT_FOUND', code: 'OBJECT_NOT_FOUND', message: 'resource not found' };
  }
  const row = found === 'nobody' ? undefined : found;
  const values = valuesOf(input, verb);
  const needsTime = kind === 'notes' && !row && !values.hs_timestamp;
  if (needsTime) return valueFault('hs_timestamp', 'REQUIRED_FIELD', 'hs_timestamp is required');
  const { refusesValue: rule } = crm.switches;
  if (rule && values[rule.property] === rule.value) {
    return valueFault(rule.property, 'PROPERTY_VALIDATION', `${rule.property} does not fit a rule of this account`);
  }
  return crm.faultIn(kind, row, values) ?? takenBy(crm, kind, row, values);
}

/** No two records share a value of a unique property, and an erased person's address stays refused. */
function takenBy(
  crm: HubspotCrm,
  kind: HubspotKind,
  row: Row | undefined,
  values: Input['values'],
): InputFault | undefined {
  for (const [name, value] of Object.entries(values)) {
    if (!value || !crm.property(kind, name)?.isUnique) continue;
    const other = crm.having(kind, name, String(value)).find(({ id }) => id !== row?.id);
    if (other) return conflict(name, `Contact already exists. Existing ID: ${other.id}`);
    if (name === 'email' && crm.blocklist.has(String(value).toLowerCase())) {
      return valueFault(name, 'BLOCKLISTED_EMAIL', 'This address belongs to somebody who was deleted for good');
    }
  }
  return undefined;
}

/** Two inputs of one batch may not claim the same value either. */
function faultAmong(
  crm: HubspotCrm,
  kind: HubspotKind,
  input: Input,
  claimed: Map<string, Input>,
): InputFault | undefined {
  for (const [name, value] of Object.entries(input.values)) {
    if (!value || !crm.property(kind, name)?.isUnique) continue;
    const claim = `${name}:${String(value).toLowerCase()}`;
    if (claimed.has(claim)) return conflict(name, `${name} is in this batch twice`);
    claimed.set(claim, input);
  }
  return undefined;
}

const conflict = (property: string, message: string): InputFault => ({
  ...{ status: 409, category: 'CONFLICT', code: 'CONFLICTING_UNIQUE_VALUE', message, property },
});

function done(crm: HubspotCrm, kind: HubspotKind, verb: BatchVerb, input: Input, by: Source) {
  const found = verb === 'create' ? 'nobody' : lookUp(crm, kind, input.by, input.id);
  const isNew = found === undefined || found === 'nobody';
  const row = isNew ? crm.create(kind) : found;
  const values = valuesOf(input, verb);
  crm.write(row, values, by);
  if (isNew && kind === 'contacts') joinCompany(crm, row);
  const now = crm.find(kind, row.id) ?? row;
  return {
    ...hubspotObject(crm, now, { properties: Object.keys(values) }),
    ...(input.traceId === undefined ? {} : { objectWriteTraceId: input.traceId }),
    ...(verb === 'upsert' ? { new: isNew } : {}),
  };
}
