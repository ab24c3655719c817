import { z } from 'zod';
import type { ConnectorDefinition } from '../definition.ts';
import { answerAs } from '../http-client.ts';

const Myself = z.object({ accountId: z.string() });

/** Who we are there. */
export const pingJira: ConnectorDefinition['ping'] = async (http, _settings, signal) => {
  answerAs(Myself, await http.send({ path: '/rest/api/3/myself' }, signal));
};
