import { z } from 'zod';
import type { ConnectorDefinition } from '../definition.ts';
import { createPosthogClient } from './client.ts';
import { PosthogOptions } from './options.ts';

const One = z.object({ results: z.array(z.tuple([z.literal(1)])).length(1), error: z.string().nullish() });

/** A query that reads no event: a key for queries alone may ask nothing else. */
export const pingPosthog: ConnectorDefinition['ping'] = async (http, { options }, signal) => {
  const { projectId } = PosthogOptions.parse(options);
  await createPosthogClient(http, projectId).ask(One, { name: 'sidelight_ping', text: 'SELECT 1' }, {}, signal);
};
