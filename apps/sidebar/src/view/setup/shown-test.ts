import type { ConnectionTest, SetupConnection } from '@sidelight/shared/setup/connection.ts';
import type { TestRun } from '../../model/setup/state.ts';

/** The test there is to show: the one made here, unless the server knows of a later one, made by somebody else. */
export function shownTest({ lastTest }: SetupConnection, testRun: TestRun | undefined): ConnectionTest | undefined {
  const own = testRun?.state === 'answered' ? testRun.answer.test : undefined;
  if (!own || !lastTest) return own ?? lastTest;
  return Date.parse(lastTest.at) > Date.parse(own.at) ? lastTest : own;
}
