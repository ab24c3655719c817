import { JobsReport } from '@sidelight/shared/jobs/jobs-report.ts';
import { AppWebhookAnswer, AppWebhooks } from '@sidelight/shared/setup/app-webhook.ts';
import { ConnectAnswer } from '@sidelight/shared/setup/connection.ts';
import { Setup } from '@sidelight/shared/setup/setup.ts';
import { expect, it } from 'vitest';
import { setupScenarios } from './scenarios.ts';

it.each(Object.entries(setupScenarios))(
  '%s keeps to the contract',
  (_, { setup, connect, jobs, webhooks, setSecret }) => {
    const issues = [
      Setup.safeParse(setup()).error,
      connect && ConnectAnswer.safeParse(connect()).error,
      jobs && JobsReport.safeParse(jobs).error,
      webhooks && AppWebhooks.safeParse(webhooks()).error,
      setSecret && AppWebhookAnswer.safeParse(setSecret).error,
    ];
    expect(issues.flatMap((error) => error?.issues ?? [])).toEqual([]);
  },
);
