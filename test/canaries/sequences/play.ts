import { openTwoDesks } from '../two-desks.ts';
import { createErasing } from './erasing.ts';
import type { By, Event, Happening, Look } from './event.ts';
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
const happens = new Set<Event['kind']>([
  ...(['together', 'same_ticket', 'pick', 'rename', 'move', 'take_address', 'merge', 'hand_over', 'deliver'] as const),
  ...(['fault', 'later', 'restart', 'sign_out', 'erase'] as const),
]);
const isHappening = (event: Event): event is Happening => happens.has(event.kind);

/** One sequence at a service of its own, until something is wrong. */
export async function play(events: readonly Event[], seed: string, server: string | undefined): Promise<Played> {
  const stage = await openTwoDesks(seed, server);
  try {
    const [whose, pool] = [createWhose(), createPool(stage)];
    const ended: { by: By; token: string }[] = [];
    const judge = createJudge(stage, whose);
    const looks = createLooks({ stage, pool, judge, ended });
    const erasing = createErasing(stage, judge);
    const happen = createHappenings({ stage, pool, judge, whose, looks, erasing, ended });
    let count = 0;
    for (const event of events) {
      stage.later(PAUSE_MS);
      await (isHappening(event) ? happen(event) : looks(event satisfies Look));
      count++;
      if (judge.findings.length > 0) break;
    }
    for (const { world } of stage.desks) world.faults.clear();
    if (judge.findings.length === 0) await erasing.finish();
    judge.look('is logged', { desk: 0, role: 'admin' }, 'nobody', 'masked', stage.product().logLines.join(''));
    const { answers, shown, amounts } = judge.counts;
    return { findings: judge.findings, events: count, answers, shown, amounts, erased: erasing.count() };
  } finally {
    await stage.close();
  }
}
