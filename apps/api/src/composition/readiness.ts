import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Config } from '../config/config.ts';
import { knownConnectors } from '../connectors/catalogue.ts';
import type { Connections } from '../connectors/registry.ts';
import { checkTexts } from '../map/load-map.ts';
import { mapFolderOf } from '../map/load-maps.ts';
import { isMapError } from '../map/map-error.ts';
import { readMapTexts } from '../map/map-files.ts';
import type { SecretFacts } from '../readiness/facts.ts';
import { createReadiness } from '../readiness/gather-facts.ts';
import { expiryNotices } from '../secrets/expiry.ts';
import type { SecretStore } from '../secrets/secret-store.ts';
import type { Database } from '../store/database.ts';
import { createEvidenceLog } from '../store/evidence-log.ts';
import { createIncidentLog } from '../store/incident-log.ts';
import { createObservationLog } from '../store/observation-log.ts';
import { createSpeedLog } from '../store/speed-log.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { HealthView } from './health-view.ts';
import type { TenantRollout } from './rollout.ts';
import type { TenantSetup } from './setup.ts';

export interface TenantReadinessDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly config: Config;
  readonly db: Database;
  readonly connections: Connections;
  readonly view: HealthView;
  readonly secrets: SecretStore | undefined;
  readonly setup: TenantSetup;
  readonly rollout: TenantRollout;
  now(): number;
}

/** Readiness from what happened and what is there; nobody can tick it. */
export function createTenantReadiness(given: TenantReadinessDeps) {
  const { tenant, map, config, db, connections, view, secrets, setup, rollout, now } = given;

  async function remarks(signal: AbortSignal) {
    try {
      const folder = await mapFolderOf(config.mapDir, tenant);
      return checkTexts(await readMapTexts(folder, signal), now(), knownConnectors).warnings;
    } catch (error) {
      if (isMapError(error)) return error.faults;
      throw error;
    }
  }

  async function secretFacts(): Promise<SecretFacts> {
    const stored = secrets ? await secrets.list(tenant) : [];
    // Credentials of the server's environment are its operator's to keep.
    if (!secrets || stored.length === 0) return { kind: 'environment' };
    const troubles = await Promise.all(
      (await setup.log.all(tenant)).map(async ({ connector }) =>
        (await setup.troubleOf(connector)) === 'undecipherable' ? [connector] : [],
      ),
    );
    const expiring = expiryNotices(
      stored.map((secret) => ({ ...secret, told: undefined })),
      now(),
    );
    return {
      ...{ kind: 'store', undecipherable: troubles.flat() },
      expiring: expiring.map(({ system, expiresAt }) => ({ name: system, at: expiresAt })),
    };
  }

  return createReadiness({
    ...{ tenant, map, remarks, secrets: secretFacts, now },
    evidence: createEvidenceLog(db),
    observations: createObservationLog(db),
    speeds: createSpeedLog(db),
    incidents: createIncidentLog(db),
    rollouts: rollout.log,
    connections: () =>
      Object.values(map.systems).flatMap(({ system, connectors }) =>
        Object.keys(connectors).map((connector) => {
          const state = connections.get(connector) && (view.snapshot.stateOf(connector)?.state ?? 'ok');
          return { connector, system, state: state ?? 'not_connected' };
        }),
      ),
    vendorPages: () => view.snapshot.known().vendors,
    publicUrl: () => config.publicUrl?.href,
    // Nothing tells the server of backups: it cannot know, and says so.
    backup: async () => undefined,
  });
}
