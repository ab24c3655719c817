import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import type { HttpClient } from '@sidelight/api/connectors/http/http-client.ts';
import { hubspot } from '@sidelight/api/connectors/hubspot/definition.ts';
import type { ActivityTarget, SyncTarget } from '@sidelight/api/connectors/sync-port.ts';
import { editByHand } from '../world/vendors/hubspot-by-hand.ts';
import { startWorld, type World } from '../world/world.ts';

export interface HubspotSyncStage {
  readonly world: World;
  readonly contacts: SyncTarget;
  readonly companies: SyncTarget;
  readonly notes: ActivityTarget;
  readonly signal: AbortSignal;
  /** Somebody edits a contact; fails the test when the CRM would not have it. */
  edit(id: string, values: Record<string, string>, more?: { at?: string; by?: 'person' | 'form' | 'import' }): void;
  /** How many calls of a path arrived since the last time. */
  calls(path: RegExp): number;
  close(): Promise<void>;
}

/** HubSpot's side of sync against the simulated vendor, over real HTTP. `nowMs`: all its records are older than that. */
export async function openHubspotSync(
  customers: number,
  nowMs = Date.now(),
  through: (http: HttpClient) => HttpClient = (http) => http,
): Promise<HubspotSyncStage> {
  const world = await startWorld({ customers, nowMs });
  const { classify } = hubspot;
  const http = createHttpClient({
    baseUrl: new URL(world.urls.hubspot),
    headers: { authorization: `Bearer ${world.credentials.hubspot.token}` },
    ...(classify ? { classify } : {}),
    now: Date.now,
  });
  const options = { portalId: '48160021', appId: world.crm.switches.ownSourceId };
  const settings = { environment: 'live', options, ask: () => [], consoleUrl: 'https://app.hubspot.com' } as const;
  const targets = hubspot.sync?.(through(http), settings);
  const notes = hubspot.activities?.(through(http), settings);
  if (!targets?.contacts || !targets.companies || !notes) throw new Error('HubSpot has no sync');
  return {
    ...{ world, notes, contacts: targets.contacts, companies: targets.companies },
    signal: AbortSignal.timeout(60_000),
    edit(id, values, more = {}) {
      const fault = editByHand(world.crm, { kind: 'contacts', id, values, ...more });
      if (fault !== undefined) throw new Error(fault === 'nobody' ? `no contact ${id}` : fault.message);
    },
    calls: (path) => world.calls.list().filter((call) => path.test(call.path)).length,
    async close() {
      await http.close();
      await world.stop();
    },
  };
}
