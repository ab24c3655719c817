import { JobsReport } from '@sidelight/shared/jobs/jobs-report.ts';
import { AppWebhookAnswer, AppWebhooks } from '@sidelight/shared/setup/app-webhook.ts';
import { ConnectAnswer } from '@sidelight/shared/setup/connection.ts';
import { GroupMembers } from '@sidelight/shared/setup/group-members.ts';
import { PreviewAnswer } from '@sidelight/shared/setup/preview.ts';
import { Setup } from '@sidelight/shared/setup/setup.ts';
import { StoredKeys } from '@sidelight/shared/setup/stored-key.ts';
import { expect, it } from 'vitest';
import { setupScenarios } from './scenarios.ts';
import { groupMembers, previewed, storedKeys } from './setup-parts.ts';

it.each(Object.entries(setupScenarios))(
  '%s keeps to the contract',
  (_, { setup, connect, jobs, webhooks, setSecret, keys }) => {
    const issues = [
      Setup.safeParse(setup()).error,
      connect && ConnectAnswer.safeParse(connect()).error,
      jobs && JobsReport.safeParse(jobs).error,
      webhooks && AppWebhooks.safeParse(webhooks()).error,
      keys && StoredKeys.safeParse(keys()).error,
      setSecret && AppWebhookAnswer.safeParse(setSecret).error,
    ];
    expect(issues.flatMap((error) => error?.issues ?? [])).toEqual([]);
  },
);

it('so do the parts that come once the page stands', () => {
  const issues = [
    StoredKeys.safeParse(storedKeys()).error,
    GroupMembers.safeParse(groupMembers('1,2,3')).error,
    PreviewAnswer.safeParse(previewed()).error,
  ];
  expect(issues.flatMap((error) => error?.issues ?? [])).toEqual([]);
});
