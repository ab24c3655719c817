import type { ConnectorDefinition } from '../definition.ts';
import { classifyPosthog } from './classify.ts';
import { createPosthog } from './connector.ts';
import { posthogDoor } from './door.ts';
import { PosthogOptions } from './options.ts';

export const posthog: ConnectorDefinition = {
  id: 'posthog',
  create: createPosthog,
  classify: classifyPosthog,
  options: PosthogOptions,
  door: posthogDoor,
  hosts: ['us.posthog.com', 'eu.posthog.com'],
};
