import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { ShownLog, StoredIncident } from '../health/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { MarkLog } from './ports.ts';

export interface NoteAnswerDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly shown: Pick<ShownLog, 'answered'>;
  readonly marks: MarkLog;
  incidents(): readonly StoredIncident[];
}

/** A reply goes by what was on screen in the hours before it, not by last week's. */
const LATEST_MS = 12 * 3_600_000;

/** Somebody of the staff has answered in public: if that was on unconfirmed values, the ticket is to be marked. */
export function createNoteAnswer({ tenant, map, shown, marks, incidents }: NoteAnswerDeps) {
  const iso = (ms: number) => new Date(ms).toISOString();
  return async (ticketId: string, atMs: number): Promise<void> => {
    const based = await shown.answered(tenant, ticketId, iso(atMs), iso(atMs - LATEST_MS));
    if (based.length === 0 || !map.health.marking.isOn) return;
    const bySystem = Map.groupBy(based, ({ system }) => system);
    const fields = based.map(({ field }) => field);
    const incident = incidents().find(({ system }) => bySystem.has(system));
    await marks.put(tenant, ticketId, incident?.id ?? iso(atMs).slice(0, 13), fields);
  };
}
