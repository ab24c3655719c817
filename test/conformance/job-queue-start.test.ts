import { openJobQueue } from '@sidelight/api/jobs/job-queue.ts';
import { alertQueue, webhookQueue } from '@sidelight/api/jobs/queues.ts';
import { openDatabase } from '@sidelight/api/store/database.ts';
import { expect, it } from 'vitest';
import { createEmptyPostgres } from './fresh-postgres.ts';

const server = process.env.TEST_DATABASE_URL;
const PROCESSES = 6;
const ROUNDS = 3;

it.skipIf(!server)(
  'is opened by several processes at once on a database that has never had one',
  { timeout: 60_000 },
  async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const empty = await createEmptyPostgres(server!);
      const databases = await Promise.all(Array.from({ length: PROCESSES }, () => openDatabase({ url: empty.url })));
      const opened = await Promise.allSettled(
        databases.map((database) =>
          openJobQueue({ database, queues: [alertQueue, webhookQueue], onTrouble: () => {} }),
        ),
      );
      const failed = opened.filter(({ status }) => status === 'rejected');
      await Promise.all(opened.map((queue) => queue.status === 'fulfilled' && queue.value.close()));
      await Promise.all(databases.map(({ close }) => close()));
      await empty.drop();
      expect(failed).toEqual([]);
    }
  },
);
