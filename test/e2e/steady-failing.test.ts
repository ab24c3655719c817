import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { watchOpening } from '../bench/watch-opening.ts';
import { type System, systems } from '../world/systems.ts';
import { movedIn, onceAtRest } from './moved-in.ts';
import { type Demo, openDemo } from './open-demo.ts';
import type { Workspace } from './workspace.ts';

const latency = { zendesk: 60, hubspot: 90, stripe: 80, posthog: 110, jira: 70, statuspage: 40 };
/** A list whose first row was replaced counts by so much, though no row moved, and so does the mark of an old value beside it. */
const COUNTED = 0.004;
const TICKETS = ['1001', '1012', '1009'];

let demo: Demo;
let workspace: Workspace;
beforeAll(async () => {
  demo = await openDemo({ world: { latency } });
  workspace = await demo.open({ before: watchOpening });
});
afterEach(() => demo.world.faults.clear());
afterAll(async () => {
  await workspace.close();
  expect(demo.bugs()).toEqual([]);
  await demo.stop();
});

/** A new process, which remembers whose ticket each is and nothing else. */
async function begin(): Promise<void> {
  await workspace.close();
  await demo.database.db.deleteFrom('last_known').execute();
  await demo.killApi();
  await demo.startApi();
  workspace = await demo.open({ before: watchOpening, expected: /status of 50[23]/ });
}

/** Whether a ticket that is opened now says so of these systems, and no others. */
const untilTold = (told: readonly System[]) =>
  expect
    .poll(
      () =>
        onceAtRest(workspace, '1002', (sidebar) =>
          sidebar
            .find('[data-incident]')
            .evaluateAll((found) => found.map((one) => (one as HTMLElement).dataset.incident)),
        ),
      // What was read a moment ago is not asked for again, so that nobody notices before.
      { timeout: 90_000, interval: 500 },
    )
    .toEqual(told);

/** What moved while each of them was opened. */
async function moved() {
  const found = [];
  for (const id of TICKETS) found.push({ id, ...(await movedIn(workspace, id)) });
  return found.filter(({ shifts = 1 }) => shifts > COUNTED);
}

/** The incident is known, as it is to all but the first who open a ticket then. */
it.each(systems.flatMap((system) => [[system, 'hang'] as const, [system, '5xx'] as const]))(
  'nothing moves while %s fails (%s), with nothing known and with old values',
  async (system, kind) => {
    await begin();
    await untilTold([]);
    demo.world.faults.set(system, { kind });
    await untilTold([system]);
    expect(await moved()).toEqual([]);
    demo.world.faults.clear();
    await untilTold([]);
    await moved();
    demo.world.faults.set(system, { kind });
    await untilTold([system]);
    expect(await moved()).toEqual([]);
  },
  400_000,
);
