import type { AuditAction } from '@sidelight/shared/audit/audit-actions.ts';
import type { IntegrationMap } from '@sidelight/shared/map/integration-map.ts';
import type { Readiness } from '@sidelight/shared/setup/readiness.ts';
import type { Router } from 'express';
import type { Session } from '../access/session.ts';
import { type AgentCheckRouteDeps, agentCheckRoute } from '../http/agent-check-route.ts';
import { appWebhooksRoute } from '../http/app-webhooks-route.ts';
import { type PreviewRouteDeps, previewRoute } from '../http/preview-route.ts';
import type { RecordOf } from '../http/record-of.ts';
import { rolloutRoute } from '../http/rollout-route.ts';
import { setupRoute } from '../http/setup-route.ts';
import type { TenantId } from '../tenants/tenant-id.ts';
import type { TenantRollout } from './rollout.ts';
import type { TenantSetup } from './setup.ts';

export interface SetupRoutesDeps {
  readonly tenant: TenantId;
  readonly map: IntegrationMap;
  readonly setup: TenantSetup;
  readonly rollout: TenantRollout;
  readonly agentCheck: Omit<AgentCheckRouteDeps, 'recordOf'>;
  readonly preview: PreviewRouteDeps['preview'];
  oauthUrl(userId: string): Promise<string | undefined>;
  readiness(signal: AbortSignal): Promise<Readiness>;
  nameOf(session: Session, signal: AbortSignal): Promise<string>;
  readonly recordOf: RecordOf<AuditAction>;
  now(): number;
}

/** What the setup page asks of one tenant, below `/v1/setup`. */
export function createSetupRoutes(given: SetupRoutesDeps): Router {
  const { tenant, map, setup, rollout, readiness, nameOf, recordOf, now } = given;
  const { read, change } = rollout.rollouts(readiness);
  return setupRoute({
    ...{ connect: setup.setup.connect, disconnect: setup.setup.disconnect, webhook: setup.webhook },
    ...{ nameOf, recordOf },
    read: async ({ locale }, signal) => {
      const ready = await readiness(signal);
      const [connections, webhook, standing] = await Promise.all([
        setup.setup.list(locale),
        setup.webhook.standing(),
        read(ready, signal),
      ]);
      return {
        ...{ at: new Date(now()).toISOString(), tenant, connections, webhook },
        ...{ readiness: ready, rollout: standing },
      };
    },
    oauthUrl: async (connector, { userId }) =>
      Object.hasOwn(map.systems.helpdesk?.connectors ?? {}, connector)
        ? given.oauthUrl(userId)
        : setup.consentUrl(connector, userId),
    ...{ keys: setup.keys, preview: previewRoute({ preview: given.preview }), now },
    appWebhooks: appWebhooksRoute({ ...setup.appWebhooks, nameOf, recordOf, now }),
    agentCheck: agentCheckRoute({ ...given.agentCheck, recordOf }),
    rollout: rolloutRoute({ ...{ change, members: rollout.members }, ...{ nameOf, recordOf } }),
  });
}
