import { ownValue } from '@sidelight/shared/own-property.ts';
import type { PlainValue, PropertyEdit, SyncProperty, SyncRecord } from '../../sync-port.ts';
import { listed } from '../normalise.ts';
import { fromWire } from './spelling.ts';
import { instantFrom } from './times.ts';
import type { WireRecord, WireVersion } from './wire.ts';
import { writerOf } from './writer.ts';

/** What is asked for beside the map's properties: the ids of records that were merged into this one. */
export const MERGED = 'hs_merged_object_ids';

/** `ownId`: what HubSpot's history calls us. */
export function recordFrom(
  wire: WireRecord,
  properties: readonly SyncProperty[],
  ownId: string | undefined,
): SyncRecord {
  const { values, unreadable } = valuesFrom(wire, properties);
  const { propertiesWithHistory: past } = wire;
  const absorbed = listed(ownValue(wire.properties, MERGED));
  return {
    id: wire.id,
    versionMs: Date.parse(wire.updatedAt),
    ...{ values, unreadable },
    ...(past ? { history: historyFrom(past, properties, ownId) } : {}),
    ...(absorbed.length > 0 ? { absorbed } : {}),
  };
}

export function valuesFrom({ properties: has }: WireRecord, properties: readonly SyncProperty[]) {
  const values: [string, PlainValue][] = [];
  const unreadable: string[] = [];
  for (const { name, type } of properties) {
    const text = ownValue(has, name);
    if (text === undefined) continue;
    const value = fromWire(type, text);
    if (value === undefined) unreadable.push(name);
    else values.push([name, value]);
  }
  return { values: Object.fromEntries(values), unreadable };
}

function historyFrom(
  past: Readonly<Record<string, readonly WireVersion[]>>,
  properties: readonly SyncProperty[],
  ownId: string | undefined,
): Readonly<Record<string, readonly PropertyEdit[]>> {
  return Object.fromEntries(
    properties.flatMap((property) => {
      const versions = ownValue(past, property.name);
      return versions
        ? [[property.name, versions.flatMap((one) => editFrom(one, property, ownId)).sort(newestFirst)]]
        : [];
    }),
  );
}

/** A past value that is none of its type tells nothing. */
function editFrom(version: WireVersion, { type }: SyncProperty, ownId: string | undefined): PropertyEdit[] {
  const value = fromWire(type, version.value);
  const at = instantFrom(version.timestamp);
  if (value === undefined || at === undefined) return [];
  return [{ value, versionMs: Date.parse(at), writer: writerOf(version, ownId) }];
}

const newestFirst = (a: PropertyEdit, b: PropertyEdit) => b.versionMs - a.versionMs;
