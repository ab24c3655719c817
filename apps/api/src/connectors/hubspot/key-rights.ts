import { z } from 'zod';
import type { ConnectorDefinition } from '../definition.ts';
import { answerAs } from '../http/http-client.ts';

/** A name as HubSpot has them; what is none is nobody's right. */
const Rights = z.object({ scopes: z.array(z.string().regex(/^[\w.:-]{1,100}$/)).max(500) });

/**
 * The scopes of a private app's token. Of a service key it is not documented: that may be refused.
 * https://developers.hubspot.com/docs/apps/legacy-apps/private-apps/overview
 */
export const hubspotKeyRights: NonNullable<ConnectorDefinition['keyRights']> = async (http, headers, signal) => {
  const tokenKey = (headers.authorization ?? '').replace(/^Bearer /, '');
  const request = { method: 'POST', path: '/oauth/v2/private-apps/get/access-token-info', body: { tokenKey } } as const;
  return answerAs(Rights, await http.send(request, signal)).scopes;
};
