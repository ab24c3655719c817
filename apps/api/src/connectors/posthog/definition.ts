import { ErrorsRecord, PersonRecord, UsageRecord } from '@sidelight/shared/record/telemetry.ts';
import { bearer } from '../connection-form.ts';
import type { ConnectorDefinition } from '../definition.ts';
import { classifyPosthog } from './classify.ts';
import { posthogForm } from './connection-form.ts';
import { createPosthog } from './connector.ts';
import { limitsOfPosthog } from './limits.ts';
import { PosthogOptions, PropertyName } from './options.ts';
import { pingPosthog } from './ping.ts';

export const posthog: ConnectorDefinition<'telemetry'> = {
  id: 'posthog',
  create: createPosthog,
  classify: classifyPosthog,
  records: { usage: UsageRecord, errors: ErrorsRecord, person: PersonRecord },
  ping: pingPosthog,
  options: PosthogOptions,
  askedName: PropertyName,
  form: posthogForm,
  environment: {
    url: 'https://us.posthog.com',
    secrets: ['KEY'],
    headers: ({ KEY = '' }) => bearer(KEY),
  },
  limits: limitsOfPosthog,
  hosts: ['us.posthog.com', 'eu.posthog.com'],
};
