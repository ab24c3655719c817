import { z } from 'zod';
import { ok } from './answer.ts';
import { refusal } from './hubspot-errors.ts';
import type { Route } from './vendor.ts';

const Asked = z.object({ tokenKey: z.string() });
const RIGHTS = ['contacts.read', 'companies.read', 'deals.read', 'owners.read', 'contacts.write', 'companies.write'];

/** What a private app's token may do: developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview. */
export const hubspotKeyInfo = ({ token }: { readonly token: string }, hubId: number): Route => ({
  method: 'post',
  path: '/oauth/v2/private-apps/get/access-token-info',
  handle: (req) =>
    Asked.safeParse(req.body).data?.tokenKey === token
      ? ok({ userId: 77_001, hubId, appId: 7124, scopes: RIGHTS.map((end) => `crm.objects.${end}`) })
      : refusal(404, 'OBJECT_NOT_FOUND', 'The token is of no private app.'),
});
