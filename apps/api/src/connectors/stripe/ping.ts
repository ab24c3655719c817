import { z } from 'zod';
import type { ConnectorDefinition } from '../definition.ts';
import { answerAs } from '../http/http-client.ts';

const Products = z.object({ object: z.literal('list'), data: z.array(z.unknown()) });

/** One product of the account's own list: nobody's data, and within the rights the form asks for. */
export const pingStripe: ConnectorDefinition['ping'] = async (http, _settings, signal) => {
  answerAs(Products, await http.send({ path: '/v1/products?limit=1' }, signal));
};
