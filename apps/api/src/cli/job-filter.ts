import { ReasonClass } from '@sidelight/shared/jobs/reason-class.ts';
import { z } from 'zod';
import type { DeadLetterFilter } from '../jobs/ports.ts';
import { queueNames } from '../jobs/queues.ts';
import { tenantId } from '../tenants/tenant-id.ts';
import { parseArguments } from './parse-arguments.ts';
import type { CliDeps } from './verb.ts';

export const FILTERS = '[--queue name] [--tenant subdomain] [--reason class]';

export interface Asked {
  readonly filter: DeadLetterFilter;
  readonly isDryRun: boolean;
}

/** Which jobs are meant; undefined, having said why, where nobody can tell. */
export function readFilter(args: readonly string[], { err }: Pick<CliDeps, 'err'>): Asked | undefined {
  const refuse = (why: string) => {
    err(`${why}\n`);
    return undefined;
  };
  const text = { type: 'string' } as const;
  const read = parseArguments({
    args: [...args],
    allowPositionals: true,
    options: { queue: text, tenant: text, reason: text, 'dry-run': { type: 'boolean', default: false } },
  });
  if (!read) return refuse(`write [id] ${FILTERS} [--dry-run]`);
  const { values, positionals } = read;
  const { queue, 'dry-run': isDryRun } = values;
  if (positionals.length > 1) return refuse('name one id, or write a filter');
  const [id] = positionals;
  if (id !== undefined && !z.uuid().safeParse(id).success) return refuse(`${id} is no job’s id: jobs list says them`);
  if (queue !== undefined && !queueNames.includes(queue))
    return refuse(`there is no queue ${queue}: ${queueNames.join(', ')}`);
  const tenant = values.tenant === undefined ? undefined : tenantId(values.tenant);
  if (values.tenant !== undefined && !tenant) return refuse(`${values.tenant} is no helpdesk's subdomain`);
  const reason = values.reason === undefined ? undefined : ReasonClass.safeParse(values.reason);
  if (reason && !reason.success)
    return refuse(`there is no reason ${values.reason}: ${ReasonClass.options.join(', ')}`);
  return { filter: { id, queue, tenant, reason: reason?.data }, isDryRun };
}

export const isUnbounded = ({ id, queue, tenant, reason }: DeadLetterFilter): boolean =>
  [id, queue, tenant, reason].every((part) => part === undefined);
