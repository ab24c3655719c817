import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { createTokenBuckets } from '../access/token-buckets.ts';
import { entriesAt } from '../audit/entry.ts';
import { confirm } from '../context/identify/confirm.ts';
import { asOurselves } from '../context/identify/ourselves.ts';
import { teamName } from '../health/whom-to-ask.ts';
import type { PrivacyRouteDeps } from '../http/privacy-route.ts';
import { createPrivacyDesk } from '../privacy/desk.ts';
import { createErasureLog } from '../store/erasure-log.ts';
import { createPersonRows } from '../store/person-rows.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import { createAccessHistory } from './access-history.ts';
import { addressFieldsOf } from './address-fields.ts';
import type { SharedDeps } from './shared-deps.ts';
import type { TenantContext } from './tenant-context.ts';

export interface PrivacyDeskOfDeps {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly context: TenantContext;
}

const ourselves = { userId: 'sidelight', role: 'admin', locale: 'en' } as const;
/** A morning's requests, and nobody who walks through a list of customers. */
const LOOK_UPS = { burst: 30, perSecond: 60 / 3600 };

/** What admins of one tenant may ask about people. */
export function createPrivacyRouteDeps({ shared, tenant, map, context }: PrivacyDeskOfDeps): PrivacyRouteDeps {
  const { audit, auditDeskOf, jobs, marksOf } = shared;
  const { config, database, now, steadyNow } = shared.serviceDeps;
  const lookUps = createTokenBuckets(LOOK_UPS, steadyNow);
  // Only admins look people up, and the helpdesk shows them every ticket.
  const unasked = { ...context, ...asOurselves };
  const made = entriesAt(now);
  const entryOf = (...[action, session, requestId, { person, about }]: Parameters<PrivacyRouteDeps['audit']>) =>
    made(action, session, requestId, { requesterId: person?.users[0], about });
  return {
    desk: createPrivacyDesk({
      ...{ tenant, now, marksOf: marksOf(tenant), backupsKeptMs: config.backupsKeptMs },
      log: createErasureLog(database.db, jobs),
      rows: createPersonRows(database.db, addressFieldsOf(map)),
      accessHistory: createAccessHistory(auditDeskOf(tenant)),
      ownerOf: (system) => ownValue(map.systems, system)?.owners.business ?? 'operator',
      async requesterOf(ticketId, signal) {
        const confirmation = await confirm(unasked, { tenant, ...ourselves }, { ticketId }, false, signal);
        if (confirmation.kind !== 'confirmed') return confirmation.kind === 'unverified' ? 'unverified' : 'unknown';
        const { requester } = confirmation.record;
        return requester ? { id: requester.id } : 'unknown';
      },
    }),
    ownerName: (team, locale) => teamName(map, team, locale),
    take: ({ userId }) => lookUps.take(userId),
    audit: (...of) => audit.write(entryOf(...of)),
    recordOf: (action, session, requestId, { person, about }) =>
      audit.onRecord(made(action, session, requestId, { requesterId: person.users[0], about })),
  };
}
