import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { say } from '@sidelight/shared/map/text.ts';
import { ownValue } from '@sidelight/shared/own-property.ts';
import { confirm } from '../context/identify/confirm.ts';
import type { TicketOf } from '../http/confirmed-ticket.ts';
import type { TicketFieldsRouteDeps } from '../http/ticket-fields-route.ts';
import { createSyncOverview } from '../store/sync-overview.ts';
import { createSyncSwitches } from '../store/sync-switches.ts';
import { compileSync } from '../sync/compile.ts';
import { deskFields } from '../sync/desk/fields-of.ts';
import { createTicketFields, type TicketFieldDesk } from '../sync/desk/ticket-fields.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { SharedDeps } from './shared-deps.ts';
import { systemNames } from './sync-desk.ts';
import type { TenantContext } from './tenant-context.ts';
import type { TenantWork } from './tenant-work.ts';

export interface TicketFieldsOfDeps {
  readonly shared: SharedDeps;
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly context: TenantContext;
  readonly work: Pick<TenantWork, 'corrections' | 'onboarding'>;
}

export interface TicketFields extends Pick<TicketFieldsRouteDeps, 'desk' | 'subjectsOf' | 'onboarding' | 'now'> {
  /** Whether a ticket is for somebody; whoever may open every one is asked for nothing. */
  readonly shownTo: TicketOf<object>;
}

/** What agents see beside a ticket of what both sides hold. Made when it is first asked for: most tenants never do. */
export function createTicketFieldsOf(deps: TicketFieldsOfDeps): TicketFields {
  const { context, work } = deps;
  let made: TicketFieldDesk | undefined;
  const subjectsOf: TicketFields['subjectsOf'] = async (caller, ticketId, signal) => {
    const confirmation = await confirm(context, caller, { ticketId }, false, signal);
    if (confirmation.kind !== 'confirmed') return confirmation.kind;
    const { requester, organization } = confirmation.record;
    return { ...(requester && { contact: requester.id }), ...(organization && { company: organization.id }) };
  };
  return {
    desk() {
      made ??= makeDesk(deps);
      return made;
    },
    subjectsOf,
    async shownTo(caller, ticketId, signal) {
      const isAsked = context.ownWords.of(caller, { ticketId }) !== undefined;
      return isAsked || context.rights.known(caller)?.kind !== 'all' ? subjectsOf(caller, ticketId, signal) : {};
    },
    onboarding: work.onboarding,
    now: deps.shared.serviceDeps.now,
  };
}

function makeDesk({ shared, tenant, map, work }: TicketFieldsOfDeps): TicketFieldDesk | undefined {
  const { sync, teams } = map;
  if (!sync) return undefined;
  const { db } = shared.serviceDeps.database;
  const plan = compileSync(sync);
  return createTicketFields({
    ...{ tenant, sync, plan, fields: deskFields(map, plan), systems: systemNames(map) },
    overview: createSyncOverview(db),
    switches: createSyncSwitches(db, shared.jobs),
    corrections: work.corrections,
    teamName: (team, locale) => say(ownValue(teams, team)?.name ?? team, locale),
  });
}
