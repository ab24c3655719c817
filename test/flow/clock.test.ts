import { expect, it } from 'vitest';
import { readStatus } from './read-status.ts';
import { takeClock } from './set-clock.ts';
import { startProduct } from './start-product.ts';

const HOUR_MS = 3_600_000;

it('setting the clock forward or back opens no incident and closes none', async () => {
  const clock = takeClock();
  const product = await startProduct({ pace: { quietMs: 200 } });
  try {
    const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
    const calm = await readStatus(product, await product.session('lead'));
    await calm.until((s) => s.systems.every(({ state }) => state === 'ok'));
    for (const jump of [HOUR_MS, -2 * HOUR_MS, HOUR_MS]) {
      clock.jump(jump);
      await wait(600);
    }
    expect(calm.all.flatMap((s) => s.incidents)).toEqual([]);
    calm.close();

    product.world.faults.set('telemetry', { kind: 'reset' });
    const broken = await readStatus(product, await product.session('lead'));
    const { incidents } = await broken.until((s) => s.incidents[0]?.state === 'down');
    for (const jump of [HOUR_MS, -2 * HOUR_MS, HOUR_MS]) {
      clock.jump(jump);
      await wait(600);
      expect(broken.now()?.incidents.map(({ id, state }) => [id, state])).toEqual([[incidents[0]!.id, 'down']]);
    }
    product.world.faults.clear();
    await broken.until((s) => s.incidents.length === 0);
    broken.close();
  } finally {
    await product.stop();
    clock.restore();
  }
});
