import { createSockets } from '@sidelight/api/connectors/http/sockets.ts';
import { type ConnectionsDeps, createConnections, type VendorAddress } from '@sidelight/api/connectors/registry.ts';
import { createPolicyTable } from '@sidelight/api/connectors/resilience/policy-table.ts';
import { createQuotaTable } from '@sidelight/api/connectors/resilience/quota-table.ts';
import { requireTenant } from '@sidelight/api/tenants/tenant-id.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';

/** The connections of one tenant as the product makes them, with sockets and policies nobody else uses. */
export function ownConnections(
  map: IntegrationMap,
  addresses: Readonly<Record<string, VendorAddress | undefined>>,
  given: { now(): number; random(): number; onOutcome: ConnectionsDeps['onOutcome'] },
) {
  const { now, random, onOutcome } = given;
  const sockets = createSockets();
  const policies = createPolicyTable({ now, random });
  const quotas = createQuotaTable({ isShared: false, now });
  const tenant = requireTenant('acme');
  const connections = createConnections(map, addresses, {
    tenant,
    version: 1,
    sockets,
    policies,
    quotas,
    now,
    onOutcome,
  });
  return { ...connections, close: sockets.close };
}
