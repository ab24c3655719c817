import { QueueName } from '@sidelight/shared/jobs/jobs-report.ts';
import { expect, it } from 'vitest';
import { queues } from './queues.ts';

it('each queue is one that admins are shown: what it gave up can be tried again', () => {
  expect(queues.map(({ name }) => name).toSorted()).toEqual(QueueName.options.toSorted());
});
