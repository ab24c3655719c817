import { join } from 'node:path';
import { catalogue } from '@sidelight/api/connectors/catalogue.ts';
import { createIdReader } from '@sidelight/api/connectors/read-typed-id.ts';
import { createBlueprint } from '@sidelight/api/context/blueprint.ts';
import { identify, rememberedLink } from '@sidelight/api/context/identify/identify.ts';
import type { Identity, Party } from '@sidelight/api/context/identify/identity.ts';
import { asOurselves } from '@sidelight/api/context/identify/ourselves.ts';
import { rememberLinks } from '@sidelight/api/context/identify/remembered-links.ts';
import type { Link, Links } from '@sidelight/api/context/ports.ts';
import { noteOn } from '@sidelight/api/context/present/customer-note.ts';
import { createSharedCache } from '@sidelight/api/context/read/cache.ts';
import { knownReads } from '@sidelight/api/context/read/known-reads.ts';
import { createReader } from '@sidelight/api/context/read/reader.ts';
import { loadMap } from '@sidelight/api/map/load-map.ts';
import { tenantId } from '@sidelight/api/tenants/tenant-id.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { crmAndBilling, type Holdings } from './crm-and-billing.ts';
import { ownConnections } from './own-connections.ts';
import { startUpstream, type Upstream } from './upstream.ts';

/** Real connectors, policies and the demo map over one server that plays CRM and billing. */
export interface IdentityStage {
  readonly upstream: Upstream;
  /** Names of places in the map whose expression failed. */
  readonly badExpressions: string[];
  hold(held: Holdings): void;
  /** Who that is, asked for the first time. */
  whoIs(party: Partial<Party['requester']>, organizationExternalId?: string): Promise<Identity>;
  /** What an agent is told of it. */
  note(identity: Identity): string;
  close(): Promise<void>;
}

const acme = tenantId('acme')!;
const DAY_MS = 86_400_000;

export async function openIdentityStage(
  change: (map: IntegrationMap) => IntegrationMap = (map) => map,
  { isClockStill = false } = {},
): Promise<IdentityStage> {
  const upstream = await startUpstream();
  const map = change(await loadMap(join(import.meta.dirname, '../../map'), new AbortController().signal));
  const blueprint = createBlueprint(map);
  const address = { url: upstream.url, headers: { authorization: 'Bearer x' }, consoleUrl: 'https://vendor.example' };
  let nowMs = Date.now();
  const now = () => nowMs;
  const connections = ownConnections(
    map,
    { hubspot: address, stripe: address },
    { now, random: () => 0.5, onOutcome: () => {} },
  );
  const badExpressions: string[] = [];
  const bug = (error: unknown) => {
    throw error;
  };
  const deps = {
    ...{
      blueprint,
      reads: knownReads(blueprint),
      links: rememberLinks(linksInMemory(), { steadyNow: now, onTrouble: bug }),
    },
    ...{ now, steadyNow: now },
    reader: createReader({
      ...{
        cache: createSharedCache(1_000_000, now).scoped('acme'),
        now,
        steadyNow: now,
        random: () => 0.5,
        onAnswered: () => {},
        onBug: bug,
      },
      lastKnown: { keep: () => {}, drop: () => {}, find: async () => undefined },
      recordOf: (connector, read) => catalogue.get(connector)?.records[read],
      connection: (_tenant, connector) => connections.get(connector),
    }),
    readId: createIdReader(map),
    ...{ ...asOurselves, onLinkChange: () => {} },
    onBadExpression: (where: string) => void badExpressions.push(where),
  };
  return {
    upstream,
    badExpressions,
    hold: (held) => upstream.behave(crmAndBilling(held)),
    async whoIs(requester, organizationExternalId) {
      // Past every cache: what was held before is nobody's business any more.
      if (!isClockStill) nowMs += DAY_MS;
      const organization =
        organizationExternalId === undefined ? null : { id: '9', name: 'Org', externalId: organizationExternalId };
      const party: Party = {
        // A requester as the helpdesk's own record has one; only what identifies matters here.
        requester: { id: '7', name: 'Dana', email: null, externalId: null, ...requester } as Party['requester'],
        organization: organization as Party['organization'],
      };
      const before = await rememberedLink(deps, acme, party);
      return identify(deps, acme, party, before, new Set(), AbortSignal.timeout(10_000));
    },
    note: (identity) => noteOn(identity, 'en', nowMs),
    async close() {
      await connections.close();
      await upstream.stop();
    },
  };
}

function linksInMemory(): Links {
  const kept = new Map<string, Link>();
  const keyOf = (requesterId: string, organizationId: string) => `${requesterId}|${organizationId}`;
  const put = async (link: Link) => void kept.set(keyOf(link.requesterId, link.organizationId), link);
  return {
    find: async (_tenant, requesterId, organizationId) => kept.get(keyOf(requesterId, organizationId)),
    save: (_tenant, link) => put(link),
    replace: (_tenant, _before, link) => put(link),
    drop: async (_tenant, link) => void kept.delete(keyOf(link.requesterId, link.organizationId)),
    pick: (_tenant, link) => put(link),
    takeBack: async (_tenant, link) => void kept.delete(keyOf(link.requesterId, link.organizationId)),
    rejected: async () => new Set(),
  };
}
