import type { ConnectorDefinition } from '../definition.ts';
import { createStripe } from './connector.ts';
import { stripeDoor } from './door.ts';
import { StripeOptions } from './options.ts';
import { pingStripe } from './ping.ts';

export const stripe: ConnectorDefinition = {
  id: 'stripe',
  create: createStripe,
  ping: pingStripe,
  options: StripeOptions,
  door: stripeDoor,
  hosts: ['api.stripe.com'],
};
