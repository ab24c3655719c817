import { openJobQueue } from '../src/jobs/job-queue.ts';
import { queues } from '../src/jobs/queues.ts';
import { type DatabaseOptions, openDatabase } from '../src/store/database.ts';

/** As the first start of the product does: migrated, with its queues, and nothing in it. */
export async function makeDatabase(options: DatabaseOptions): Promise<void> {
  const database = await openDatabase(options);
  const jobs = await openJobQueue({
    ...{ database, queues },
    onTrouble(error) {
      throw error;
    },
  });
  await jobs.close();
  await database.close();
}
