import type { Request } from 'express';
import { z } from 'zod';
import type { HubspotApp } from '../hubspot-webhooks.ts';
import { type Answer, ok } from './answer.ts';
import type { CrmEvent } from './hubspot-crm.ts';
import { invalid, refusal } from './hubspot-errors.ts';
import { actionOf, objectTypes } from './hubspot-journal-event.ts';

const Common = z.object({ portalId: z.int(), objectTypeId: z.string(), actions: z.array(z.string()).min(1) });
const ids = z.array(z.int());
const names = z.array(z.string());
const Wanted = z.discriminatedUnion('subscriptionType', [
  Common.extend({ subscriptionType: z.literal('OBJECT'), objectIds: ids, properties: names }),
  Common.extend({ subscriptionType: z.literal('ASSOCIATION'), objectIds: ids, associatedObjectTypeIds: names }),
  Common.extend({ subscriptionType: z.literal('GDPR_PRIVACY_DELETION') }),
]);
type Wanted = z.infer<typeof Wanted>;

/** Of which account, type and kind there is one at most: asked for again, it is what was asked for last. */
export function createJournalSubscriptions({ portalId, appId }: HubspotApp, now: () => number) {
  const held = new Map<
    string,
    Wanted & { readonly id: number; readonly createdAt: string; readonly updatedAt: string }
  >();
  let nextId = 60_000_001;
  const all = () => [...held.values()].map((one) => ({ ...one, appId }));
  return {
    all,
    upsert(req: Request): Answer {
      const wanted = Wanted.safeParse(req.body);
      if (!wanted.success) return invalid(z.prettifyError(wanted.error));
      const { data } = wanted;
      if (data.portalId !== portalId) return refusal(403, 'FORBIDDEN', 'The app is not installed in this account.');
      const key = `${data.subscriptionType} ${data.objectTypeId}`;
      const [at, before] = [new Date(now()).toISOString(), held.get(key)];
      held.set(key, { ...data, id: before?.id ?? nextId++, createdAt: before?.createdAt ?? at, updatedAt: at });
      return ok({ ...held.get(key), appId });
    },
    covers(event: CrmEvent): boolean {
      const { what } = event;
      return [...held.values()].some(
        (one) =>
          one.objectTypeId === objectTypes[event.kind] &&
          one.actions.includes(actionOf(event)) &&
          (one.subscriptionType !== 'OBJECT' || what !== 'propertyChange' || one.properties.includes(event.property)),
      );
    },
  };
}
