import { LetterPage, ReviewPage } from '@sidelight/shared/sync/review.ts';
import { SyncReport } from '@sidelight/shared/sync/sync-report.ts';
import { expect, it } from 'vitest';
import { syncScenarios } from './scenarios.ts';

it.each(Object.entries(syncScenarios))('%s keeps to the contract', (_, { report, reviews, letters }) => {
  const issues = [
    SyncReport.safeParse(report()).error,
    ReviewPage.safeParse(reviews()).error,
    letters && LetterPage.safeParse(letters()).error,
  ];
  expect(issues.flatMap((error) => error?.issues ?? [])).toEqual([]);
});
