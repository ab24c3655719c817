import type { SyncType } from '@sidelight/shared/map/sync.ts';
import * as crm from '../../apps/api/src/connectors/hubspot/sync/spelling.ts';
import type { PlainValue } from '../../apps/api/src/connectors/sync-port.ts';
import * as helpdesk from '../../apps/api/src/connectors/zendesk/sync/spelling.ts';
import type { Side, Wire } from './case.ts';

export function unspell(side: Side, type: SyncType, wire: Wire): PlainValue | undefined {
  if (side === 'left') return crm.fromWire(type, wire === null ? null : String(wire));
  const spelled = helpdesk.fromWire(type, wire);
  return spelled.kind === 'value' ? spelled.plain : undefined;
}

export function spell(side: Side, type: SyncType, plain: PlainValue): Wire | undefined {
  if (side === 'left') return crm.toWire(type, plain);
  const written = helpdesk.toWire(type, plain);
  return written.kind === 'wire' ? (written.value as Wire) : undefined;
}

/** What the vendor answers for a value it was given. */
export function stored(side: Side, type: SyncType, wire: Wire): Wire {
  if (wire === '') return null;
  if (type !== 'date' || typeof wire !== 'string') return wire;
  if (side === 'right') return `${wire.slice(0, 10)}T00:00:00+00:00`;
  return /^\d+$/.test(wire) ? new Date(Number(wire)).toISOString().slice(0, 10) : wire;
}
