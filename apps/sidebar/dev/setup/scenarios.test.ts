import { JobsReport } from '@sidelight/shared/jobs/jobs-report.ts';
import { ConnectAnswer } from '@sidelight/shared/setup/connection.ts';
import { Setup } from '@sidelight/shared/setup/setup.ts';
import { expect, it } from 'vitest';
import { setupScenarios } from './scenarios.ts';

it.each(Object.entries(setupScenarios))('%s keeps to the contract', (_, { setup, connect, jobs }) => {
  const issues = [
    Setup.safeParse(setup()).error,
    connect && ConnectAnswer.safeParse(connect()).error,
    jobs && JobsReport.safeParse(jobs).error,
  ];
  expect(issues.flatMap((error) => error?.issues ?? [])).toEqual([]);
});
