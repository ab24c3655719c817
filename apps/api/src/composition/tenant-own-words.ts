import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import { entryVendor } from '../connectors/catalogue.ts';
import { createHttpClient } from '../connectors/http/axios-client.ts';
import type { HttpClient } from '../connectors/http/http-client.ts';
import { type AskAs, noOwnWords, type OwnWords } from '../context/identify/own-word.ts';
import { createAskAsAgent } from '../secrets/oauth/as-agent.ts';
import type { KnownTenant } from '../tenants/ports.ts';
import type { SharedDeps } from './shared-deps.ts';
import type { TenantReads } from './tenant-reads.ts';

export interface TenantOwnWordsDeps {
  readonly shared: Pick<SharedDeps, 'oauth' | 'sockets' | 'ownWords' | 'serviceDeps'>;
  readonly known: KnownTenant;
  readonly map: Pick<IntegrationMap, 'deadlineMs'>;
  readonly reads: Pick<TenantReads, 'helpdesk'>;
}

/** What the helpdesk says to each of one tenant's agents, where each is asked for there. */
export function createTenantOwnWords(given: TenantOwnWordsDeps): OwnWords {
  const { tenant, checksAgents } = given.known;
  if (!checksAgents) return noOwnWords;
  const ask = askOf(given);
  return { of: (caller, request) => given.shared.ownWords.of(caller, request, ask, given.map.deadlineMs) };

  function askOf({ shared, reads }: TenantOwnWordsDeps): AskAs {
    const { oauth, sockets, serviceDeps } = shared;
    const { classify } = entryVendor();
    const own = oauth?.exchange?.consent.agentsOwn;
    // It was switched on while this server could ask: what it cannot ask is shown to nobody.
    if (!oauth?.exchange || !own) return async () => ({ kind: 'unsure', reason: 'not_configured' });
    const client = createHttpClient({
      ...{
        baseUrl: oauth.exchange.consent.apiHost(oauth.exchange.placeOf(tenant)),
        headers: {},
        sockets,
        now: serviceDeps.now,
      },
      ...(classify && { classify }),
      onHeaders: (header) => reads.helpdesk()?.quota.told(header),
    });
    const http: HttpClient = {
      send(request, signal) {
        reads.helpdesk()?.quota.sent(signal);
        return client.send(request, signal);
      },
    };
    return createAskAsAgent({ tenant, own, tokens: oauth.tokens, http });
  }
}
