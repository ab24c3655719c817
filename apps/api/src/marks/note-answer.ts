import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { StoredIncident } from '../health/ports.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { Answered } from './ports.ts';

export interface NoteAnswerDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly answered: Answered;
  incidents(): readonly StoredIncident[];
}

/** A reply goes by what was on screen in the hours before it, not by last week's. */
const LATEST_MS = 12 * 3_600_000;

/** Somebody of the staff has answered in public: if that was on unconfirmed values, the ticket is to be marked. */
export function createNoteAnswer({ tenant, map, answered, incidents }: NoteAnswerDeps) {
  const iso = (ms: number) => new Date(ms).toISOString();
  return (ticketId: string, atMs: number, authorId: string | undefined): Promise<void> =>
    answered(tenant, ticketId, { at: iso(atMs), by: authorId }, iso(atMs - LATEST_MS), (based) => {
      if (!map.health.marking.isOn) return undefined;
      const bySystem = Map.groupBy(based, ({ system }) => system);
      const incident = incidents().find(({ system }) => bySystem.has(system));
      return { basis: incident?.id ?? iso(atMs).slice(0, 13), fields: based.map(({ field }) => field) };
    });
}
