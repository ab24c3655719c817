import type { ConnectorDefinition } from '../definition.ts';
import { readIdsOfForm } from '../typed-id.ts';
import { createStripe } from './connector.ts';
import { stripeDoor } from './door.ts';
import { StripeOptions } from './options.ts';

export const stripe: ConnectorDefinition = {
  id: 'stripe',
  create: createStripe,
  options: StripeOptions,
  readId: readIdsOfForm(/\bcus_[A-Za-z0-9]+/g),
  door: stripeDoor,
  hosts: ['api.stripe.com'],
};
