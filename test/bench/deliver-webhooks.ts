import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';

export const SECRET = `whsec_${'of_the_bench_'.repeat(3)}`;
export const A_SECOND = 500;
export const FOR_MS = 20_000;
const WARM_MS = 3000;
const TICK_MS = 10;

/** One delivery of billing, signed now; each is another one. */
function signed(n: number) {
  const body = JSON.stringify({
    ...{ id: `evt_${n}`, object: 'event', type: 'customer.subscription.updated' },
    data: { object: { id: `sub_${n}`, object: 'subscription', customer: `cus_${n % 1000}` } },
  });
  const at = Math.floor(Date.now() / 1000);
  const signature = createHmac('sha256', SECRET).update(`${at}.${body}`).digest('hex');
  return { body, headers: { 'stripe-signature': `t=${at},v1=${signature}` } };
}

/** At a steady rate, whoever is behind with answering. `onWarm`: what is measured begins. */
export async function deliverWebhooks(url: string, onWarm: () => void = () => {}) {
  const dispatcher = new Agent({ connections: 100, pipelining: 1 });
  const tookMs: number[] = [];
  let refused = 0;
  async function deliver(n: number, isMeasured: boolean): Promise<void> {
    const started = performance.now();
    const { body, headers } = signed(n);
    const answer = await request(`${url}/webhooks/acme/billing`, { dispatcher, method: 'POST', headers, body });
    await answer.body.text();
    if (!isMeasured) return;
    tookMs.push(performance.now() - started);
    if (answer.statusCode !== 204) refused++;
  }
  try {
    const sent: Promise<void>[] = [];
    const startedAt = performance.now();
    let isWarm = false;
    for (let ms = 0; ms < WARM_MS + FOR_MS; ms = performance.now() - startedAt) {
      if (!isWarm && ms > WARM_MS) {
        isWarm = true;
        onWarm();
      }
      while (sent.length < (ms * A_SECOND) / 1000) sent.push(deliver(sent.length, isWarm));
      await sleep(TICK_MS);
    }
    await Promise.all(sent);
    return { tookMs, refused };
  } finally {
    await dispatcher.destroy();
  }
}
