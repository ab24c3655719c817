import { ownValue } from '@sidelight/shared/own-property.ts';
import type { PlainValue, SyncProperty, SyncRecord } from '../../sync-port.ts';
import { fieldKey, type RecordKind } from './kinds.ts';
import { fromWire } from './spelling.ts';
import type { WireRecord } from './wire.ts';

/** A user or an organisation as sync knows it. What was not answered is not in `values`. */
export function toRecord(kind: RecordKind, wire: WireRecord, properties: readonly SyncProperty[]): SyncRecord {
  const values = new Map<string, PlainValue>();
  const unreadable: string[] = [];
  for (const { name, type } of properties) {
    const sent = sentOf(kind, wire, name);
    if (sent === undefined) continue;
    const read = fromWire(type, sent);
    if (read.kind === 'value') values.set(name, read.plain);
    else unreadable.push(name);
  }
  const isStaff = wire.role !== undefined && wire.role !== 'end-user';
  return {
    id: wire.id,
    versionMs: Date.parse(wire.updated_at),
    values: Object.fromEntries(values),
    unreadable,
    ...(wire.active === false ? { isDeleted: true } : {}),
    ...(isStaff || wire.shared === true ? { isProtected: true } : {}),
  };
}

/** `organization` is the one that is meant when one is named. */
function sentOf(kind: RecordKind, wire: WireRecord, name: string): unknown {
  const key = fieldKey(kind, name);
  if (key === undefined) return ownValue(wire, name === 'organization' ? 'organization_id' : name);
  const bag = ownValue(wire, kind.bag);
  // Looked up where it stands: a copy of hundreds of fields for each of them is most of the time a list takes.
  return typeof bag === 'object' && bag !== null && Object.hasOwn(bag, key) ? Reflect.get(bag, key) : undefined;
}
