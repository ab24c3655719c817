import { z } from 'zod';
import type { ConnectorDefinition } from '../definition.ts';
import { answerAs } from '../http-client.ts';
import { UpstreamError } from '../upstream-error.ts';

const Me = z.object({ user: z.object({ id: z.int().nullable() }) });

/** Who we are there. Without a credential Zendesk answers 200 with a user that has no id. */
export const pingZendesk: ConnectorDefinition['ping'] = async (http, _settings, signal) => {
  const { user } = answerAs(Me, await http.send({ path: '/api/v2/users/me' }, signal));
  if (user.id === null) throw new UpstreamError('credential');
};
