import { ReasonClass } from '@sidelight/shared/jobs/reason-class.ts';
import { z } from 'zod';
import type { DeadLetterFilter } from '../jobs/ports.ts';
import { queueNames } from '../jobs/queues.ts';
import { tenantId } from '../tenants/tenant-id.ts';
import type { ValuesOf } from './arguments/option.ts';
import { text } from './arguments/option.ts';
import type { CliDeps } from './verb.ts';

export const FILTERS = '[--queue name] [--tenant subdomain] [--reason class]';

export const filterOptions = {
  queue: text('name', `these jobs alone: ${queueNames.join(', ')}`),
  tenant: text('subdomain', 'the jobs of one helpdesk alone'),
  reason: text('class', `those given up for this reason alone: ${ReasonClass.options.join(', ')}`),
};

/** Which jobs are meant; undefined, having said why, where nobody can tell. */
export function readFilter(
  { queue, ...values }: ValuesOf<typeof filterOptions>,
  id: string | undefined,
  { err }: Pick<CliDeps, 'err'>,
): DeadLetterFilter | undefined {
  const refuse = (why: string) => {
    err(`${why}\n`);
    return undefined;
  };
  if (id !== undefined && !z.uuid().safeParse(id).success) return refuse(`${id} is no job’s id: jobs list says them`);
  if (queue !== undefined && !queueNames.includes(queue))
    return refuse(`there is no queue ${queue}: ${queueNames.join(', ')}`);
  const tenant = values.tenant === undefined ? undefined : tenantId(values.tenant);
  if (values.tenant !== undefined && !tenant) return refuse(`${values.tenant} is no helpdesk's subdomain`);
  const reason = values.reason === undefined ? undefined : ReasonClass.safeParse(values.reason);
  if (reason && !reason.success)
    return refuse(`there is no reason ${values.reason}: ${ReasonClass.options.join(', ')}`);
  return { id, queue, tenant, reason: reason?.data };
}

export const isUnbounded = ({ id, queue, tenant, reason }: DeadLetterFilter): boolean =>
  [id, queue, tenant, reason].every((part) => part === undefined);
