import { createHmac } from 'node:crypto';
import type { Credentials } from './credentials.ts';
import type { CrmEvent, HubspotCrm } from './vendors/hubspot-crm.ts';

/** The app whose webhooks the CRM sends: what it signs with and where they go. */
export interface HubspotApp {
  readonly appId: number;
  readonly clientId: string;
  readonly portalId: number;
  readonly secret: string;
  /** Undefined while nobody knows where. */
  endpoint(): string | undefined;
}

export const hubspotApp = (
  { appClientId: clientId, appSecret: secret }: Credentials['hubspot'],
  endpoint: HubspotApp['endpoint'],
): HubspotApp => ({ appId: 31415926, portalId: 48160021, clientId, secret, endpoint });

export interface HubspotWebhooks {
  /** What happens while it is set is never sent. */
  isSilent: boolean;
  /** What was sent, with the status that was answered; null where nobody answered. */
  deliveries(): readonly { readonly body: string; readonly status: number | null }[];
  /** Sends the last body once more, as after an answer that was lost. */
  sendAgain(): Promise<void>;
  settled(): Promise<void>;
  stop(): void;
}

const NAMES = {
  contacts: 'contact',
  companies: 'company',
  deals: 'deal',
  notes: 'note',
  calls: 'call',
  meetings: 'meeting',
} as const;
const MOST = 100;
/** What happens at once goes in one request. */
const GATHER_MS = 20;
const TIMEOUT_MS = 5000;

/** Webhooks v3: an array of events, signed with version 3 of the signature. */
export function createHubspotWebhooks(crm: HubspotCrm, app: HubspotApp): HubspotWebhooks {
  const stopped = new AbortController();
  const sent: { body: string; status: number | null }[] = [];
  const pending = new Set<Promise<void>>();
  let waiting: unknown[] = [];
  let timer: NodeJS.Timeout | undefined;
  let nextId = 3_000_000_001;

  const wire = (event: CrmEvent) => ({
    ...{ eventId: nextId++, subscriptionId: 4_100_001, portalId: app.portalId, appId: app.appId },
    ...{ occurredAt: crm.now(), subscriptionType: `${NAMES[event.kind]}.${event.what}`, attemptNumber: 0 },
    ...{ changeSource: event.by?.sourceType ?? 'CRM_UI', sourceId: event.by?.sourceId ?? 'userId:7' },
    ...(event.what === 'associationChange'
      ? {
          ...{ associationType: `${NAMES[event.kind].toUpperCase()}_TO_COMPANY`, associationRemoved: false },
          ...{ fromObjectId: Number(event.id), toObjectId: Number(event.to), isPrimaryAssociation: false },
        }
      : { objectId: Number(event.id) }),
    ...(event.what === 'propertyChange' && { propertyName: event.property, propertyValue: event.value }),
    ...(event.what === 'merge' && {
      ...{ primaryObjectId: Number(event.id), mergedObjectIds: [Number(event.merged)] },
      ...{ newObjectId: Number(event.id), numberOfPropertiesMoved: 0 },
    }),
  });

  async function post(body: string): Promise<void> {
    const endpoint = app.endpoint();
    if (endpoint === undefined) return;
    const timestamp = String(Date.now());
    const signature = createHmac('sha256', app.secret).update(`POST${endpoint}${body}${timestamp}`).digest('base64');
    const headers = {
      'content-type': 'application/json',
      'x-hubspot-signature-v3': signature,
      'x-hubspot-request-timestamp': timestamp,
    };
    const signal = AbortSignal.any([stopped.signal, AbortSignal.timeout(TIMEOUT_MS)]);
    const answer = await fetch(endpoint, { method: 'POST', body, headers, signal }).catch(() => undefined);
    sent.push({ body, status: answer?.status ?? null });
  }

  function flush(): void {
    timer = undefined;
    const all = waiting;
    waiting = [];
    for (let at = 0; at < all.length; at += MOST) {
      const job: Promise<void> = post(JSON.stringify(all.slice(at, at + MOST))).finally(() => pending.delete(job));
      pending.add(job);
    }
  }

  const listen = (event: CrmEvent) => {
    if (event.kind === 'notes' || stopped.signal.aborted || webhooks.isSilent) return;
    waiting.push(wire(event));
    timer ??= setTimeout(flush, GATHER_MS);
  };
  crm.listeners.add(listen);

  const webhooks: HubspotWebhooks = {
    isSilent: false,
    deliveries: () => sent,
    async sendAgain() {
      const last = sent.at(-1);
      if (last) await post(last.body);
    },
    async settled() {
      if (timer) {
        clearTimeout(timer);
        flush();
      }
      while (pending.size > 0) await Promise.all(pending);
    },
    stop() {
      crm.listeners.delete(listen);
      clearTimeout(timer);
      stopped.abort();
    },
  };
  return webhooks;
}
