import { z } from 'zod';
import type { ConnectorDefinition } from '../definition.ts';
import { answerAs } from '../http-client.ts';

const Details = z.object({ portalId: z.int() });

/** The account's own details: no record of anybody, and no scope needed. */
export const pingHubspot: ConnectorDefinition['ping'] = async (http, _settings, signal) => {
  answerAs(Details, await http.send({ path: '/account-info/v3/details' }, signal));
};
