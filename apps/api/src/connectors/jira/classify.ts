import { z } from 'zod';
import type { Classify } from '../http-client.ts';

const Refusal = z.object({ errorMessages: z.array(z.string()).min(1) });

/** Jira refuses a search that names a project or field the account cannot see: the map and its rights disagree. */
export const classifyJira: Classify = ({ status, json }) =>
  status === 400 && Refusal.safeParse(json).success ? { reason: 'not_configured' } : undefined;
