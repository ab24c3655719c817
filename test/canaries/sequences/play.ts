import type { OpenDatabase } from '@sidelight/api/store/database.ts';
import { openTwoDesks } from '../two-desks.ts';
import { createErasing } from './erasing.ts';
import type { By, Event } from './event.ts';
import { createHappenings } from './happen.ts';
import { createJudge, type Finding } from './judge.ts';
import { createLooks } from './look.ts';
import { createPool } from './pool.ts';
import { createWhose } from './whose.ts';

export interface Played {
  readonly findings: readonly Finding[];
  readonly events: number;
  readonly answers: number;
  readonly shown: number;
  readonly amounts: number;
  readonly erased: number;
}

/** Between two events; who asks as fast as a machine is answered less and less. */
const PAUSE_MS = 3000;
/** One sequence at a service of its own, until something is wrong. */
export async function play(events: readonly Event[], seed: string, database: OpenDatabase): Promise<Played> {
  const stage = await openTwoDesks(seed, database);
  try {
    const [whose, pool] = [createWhose(), createPool(stage)];
    const ended: { by: By; token: string }[] = [];
    const judge = createJudge(stage, whose);
    const looks = createLooks({ stage, pool, judge, ended });
    const erasing = createErasing(stage, judge, pool);
    const happen = createHappenings({ stage, pool, judge, whose, looks, erasing, ended });
    let count = 0;
    for (const event of events) {
      stage.later(PAUSE_MS);
      judge.begin(++count, event);
      await happen(event);
      if (judge.findings.length > 0) break;
    }
    for (const { world } of stage.desks) world.faults.clear();
    judge.begin(count, undefined);
    if (judge.findings.length === 0)
      await erasing.finish(async ({ desk, ticket }) => {
        const [by, form] = [{ desk, role: 'lead' as const }, 'whole' as const];
        await happen({ kind: 'deliver', desk, ticket, times: 1, isLate: true, isAstray: false });
        await happen({ kind: 'open', by, ticket, form, hint: undefined, refresh: undefined });
      });
    judge.look('log', { desk: 0, role: 'admin' }, 'nobody', 'masked', stage.log());
    const { answers, shown, amounts } = judge.counts;
    return { findings: judge.findings, events: judge.counts.events, answers, shown, amounts, erased: erasing.count() };
  } finally {
    await stage.close();
  }
}
