import { createHttpClient } from '@sidelight/api/connectors/http/axios-client.ts';
import type { SyncProperty, SyncTarget } from '@sidelight/api/connectors/sync-port.ts';
import { UpstreamError } from '@sidelight/api/connectors/upstream-error.ts';
import { zendesk } from '@sidelight/api/connectors/zendesk/definition.ts';
import { credentialsOf } from '../world/caller.ts';
import type { UserState } from '../world/vendors/zendesk-user-state.ts';
import { startWorld, type World, type WorldOptions } from '../world/world.ts';

export interface SyncStage {
  readonly world: World;
  readonly users: SyncTarget;
  readonly organizations: SyncTarget;
  readonly signal: AbortSignal;
  /** An end user of the company, with an organisation. */
  person(n: number): UserState;
  /** What was written since the last time it was asked, as `PUT /users/7`. */
  writes(): readonly string[];
  /** Calls to this path, as `POST /users/7`, are sent and never answered, until another is named. */
  losing(path: string | undefined): void;
  /** Waits for the helpdesk's job. */
  settle(target: SyncTarget, pending: string | undefined): ReturnType<NonNullable<SyncTarget['settle']>>;
  close(): Promise<void>;
}

export const property = (name: string, type: SyncProperty['type'] = 'text'): SyncProperty => ({ name, type });

/** The helpdesk of the world, asked over HTTP by the connector's own targets. */
export async function openSyncStage(options: WorldOptions = {}): Promise<SyncStage> {
  const world = await startWorld({ customers: 12, ...options });
  const settings = { environment: 'live', options: {}, ask: () => [], consoleUrl: 'https://acme.zendesk.com' } as const;
  const http = createHttpClient({
    ...{ baseUrl: new URL(world.urls.zendesk), headers: credentialsOf(world.env()).zendesk, now: Date.now },
    ...(zendesk.classify ? { classify: zendesk.classify } : {}),
  });
  const made: string[] = [];
  let lost: string | undefined;
  const targets = zendesk.sync?.(
    {
      async send(request, signal) {
        const { method = 'GET', path } = request;
        const call = `${method} ${path.replace('/api/v2', '')}`;
        if (method !== 'GET') made.push(call);
        const answer = await http.send(request, signal);
        if (call === lost) throw new UpstreamError('unreachable');
        return answer;
      },
    },
    settings,
  );
  if (!targets?.users || !targets.organizations) throw new Error('the connector brings no users or no organisations');
  const settled: SyncStage['settle'] = async (target, pending) => {
    if (pending === undefined) throw new Error('nothing is under way');
    for (;;) {
      const end = await target.settle?.(pending, AbortSignal.timeout(5000));
      if (end === undefined) throw new Error('the target settles nothing');
      if (end !== 'under_way') return end;
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };
  return {
    world,
    users: targets.users,
    organizations: targets.organizations,
    signal: AbortSignal.timeout(60_000),
    person(n) {
      const ids = Array.from({ length: 12 }, (_, at) => world.company.customer(at)).flatMap(({ users }) =>
        users.filter(({ organizationId }) => organizationId !== null).map(({ id }) => id),
      );
      const found = world.people.directory.user(ids[n] ?? -1);
      if (!found) throw new Error(`the company has no person ${n}`);
      return found;
    },
    writes: () => made.splice(0),
    losing: (path) => {
      lost = path;
    },
    settle: settled,
    async close() {
      await http.close();
      await world.stop();
    },
  };
}
