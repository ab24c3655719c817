import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { CRM_CLIENT_ID } from '../world/credentials.ts';

/** The map names the CRM's app, as somebody who has one would. */
export function withCrmApp(map: IntegrationMap): IntegrationMap {
  const { crm } = map.systems;
  const { hubspot } = crm?.connectors ?? {};
  if (!crm || !hubspot) throw new Error('the map has no such CRM');
  const connectors = {
    ...crm.connectors,
    hubspot: { ...hubspot, options: { ...hubspot.options, clientId: CRM_CLIENT_ID } },
  };
  return { ...map, systems: { ...map.systems, crm: { ...crm, connectors } } };
}
