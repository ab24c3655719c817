import type { ConnectionTest, SetupConnection } from '@sidelight/shared/setup/connection.ts';
import type { Trial } from '../../model/setup/state.ts';

/** The test there is to show: the one made here, else the last the server knows of. */
export const shownTest = ({ lastTest }: SetupConnection, trial: Trial | undefined): ConnectionTest | undefined =>
  trial?.state === 'answered' ? trial.answer.test : lastTest;
