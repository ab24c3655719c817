import { startProduct } from '../flow/start-product.ts';
import { atMost, type Row } from './row.ts';

const CALLERS = 1000;

/** A thousand callers on one cold ticket: how often each upstream path was asked. */
export async function oneColdKey(): Promise<Row[]> {
  const product = await startProduct({ world: { customers: 0 }, isAsShipped: true });
  try {
    const token = await product.session();
    product.world.faults.set('billing', { kind: 'latency', ms: 400 });
    product.world.calls.clear();
    await Promise.all(
      Array.from({ length: CALLERS }, async () =>
        (await product.post('/v1/context', token, { ticketId: '1001' })).text(),
      ),
    );
    const { systems } = product.world.calls.counts();
    // PostHog has one path for its two questions; everywhere else a path is a question.
    const perPath = Object.entries(systems).flatMap(([name, system]) =>
      Object.values(system.paths).map((calls) => (name === 'telemetry' ? calls / 2 : calls)),
    );
    return [
      atMost(
        `${CALLERS} callers, one cold key: calls for each question`,
        Math.max(...perPath),
        1,
        '',
        `${perPath.length} paths`,
      ),
    ];
  } finally {
    await product.stop();
  }
}
