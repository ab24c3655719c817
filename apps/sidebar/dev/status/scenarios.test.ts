import { AnswersAtRisk } from '@sidelight/shared/health/answers-at-risk.ts';
import { StatusReport } from '@sidelight/shared/health/status-report.ts';
import { People, Touched } from '@sidelight/shared/health/touched.ts';
import { MapPicture } from '@sidelight/shared/map/picture.ts';
import { expect, it } from 'vitest';
import { statusScenarios } from './scenarios.ts';
import { people, touched } from './touched.ts';

it('lists keep to it too', () => {
  expect([Touched.safeParse(touched).success, People.safeParse(people).success]).toEqual([true, true]);
});

it.each(Object.entries(statusScenarios))('%s keeps to the contract', (_, { report, picture, answers }) => {
  const issues = [
    StatusReport.safeParse(report()).error,
    picture && MapPicture.safeParse(picture).error,
    answers && AnswersAtRisk.safeParse(answers()).error,
  ];
  expect(issues.flatMap((error) => error?.issues ?? [])).toEqual([]);
});
