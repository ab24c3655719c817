import type { Company } from '../company/company.ts';
import type { Webhooks } from '../webhooks.ts';
import type { Bulk } from './zendesk-bulk.ts';
import { createZendeskClock, type ZendeskClock } from './zendesk-clock.ts';
import { createDirectory, type Directory } from './zendesk-directory.ts';
import { organizationDetail, organizationHappenings, userDetail, userHappenings } from './zendesk-events.ts';
import { createJobs } from './zendesk-jobs.ts';
import type { ZendeskLimits } from './zendesk-limits.ts';
import { createRecordWrites, type RecordWrites } from './zendesk-record-writes.ts';

export interface PeopleOptions {
  /** What is allowed. Default: everything, and the headers say 700 a minute. */
  readonly limits?: ZendeskLimits | undefined;
  /** Whether the token may not search: no granular scope allows it. */
  readonly isSearchClosed?: boolean | undefined;
  /** How long a job takes. */
  readonly jobMs?: number | undefined;
}

/** The users and organisations of the helpdesk, and how the world is steered about them. */
export interface People {
  readonly clock: ZendeskClock;
  readonly directory: Directory;
  readonly writes: RecordWrites;
  readonly bulk: Bulk;
  readonly limits: ZendeskLimits | undefined;
  readonly isSearchClosed: boolean;
}

const JOB_MS = 40;

export function createPeople(company: Company, webhooks: Webhooks, options: PeopleOptions): People {
  const { limits, jobMs = JOB_MS, isSearchClosed = false } = options;
  const clock = createZendeskClock();
  const directory = createDirectory(company, clock, {
    userChanged(before, after, atMs) {
      for (const [name, event] of userHappenings(before, after, directory.fields.users)) {
        webhooks.emitRecord({ name, subject: `zen:user:${after.id}`, detail: userDetail(after), event, atMs });
      }
    },
    organizationChanged(before, after, atMs) {
      for (const [name, event] of organizationHappenings(before, after, directory.fields.organizations)) {
        const subject = `zen:organization:${after.id}`;
        webhooks.emitRecord({ name, subject, detail: organizationDetail(after), event, atMs });
      }
    },
  });
  const bulk = { jobs: createJobs(clock.now, jobMs), isCreationOn: false, losesAnswers: 0 };
  return { clock, directory, writes: createRecordWrites(directory), bulk, limits, isSearchClosed };
}
