import { callLimits, type Mutant, probing, scenario } from './mutant.ts';

const MACHINE = 'apps/api/src/health/health-state-machine.ts';

/** Mistakes in what health, incidents and the banner say. */
export const healthMutants: readonly Mutant[] = [
  {
    name: 'keep a banner for ever',
    breaks: 'an incident closes by itself when its system is well',
    edits: [
      {
        file: 'apps/api/src/health/incidents.ts',
        old: "        if (open && incidentNow(open).state !== 'maintenance') await close(open, iso(atMs));\n",
        new: '',
      },
    ],
    caughtBy: scenario('reset of telemetry'),
  },
  {
    name: 'open an incident on one failure',
    breaks: 'one failure is no incident',
    edits: [{ file: MACHINE, old: 'const FAILURES = 3;', new: 'const FAILURES = 1;' }],
    caughtBy: callLimits('one opening that failed'),
  },
  {
    name: 'no hysteresis',
    breaks: 'a banner never flashes',
    edits: [{ file: MACHINE, old: 'const GOOD = 3;', new: 'const GOOD = 1;' }],
    caughtBy: probing('every relapse'),
  },
  {
    name: 'call every failure down',
    breaks: 'health says what kind of trouble it is',
    edits: [
      {
        file: MACHINE,
        old: "  if (reason === 'credential' || reason === 'forbidden') return 'locked_out';\n",
        new: '',
      },
    ],
    caughtBy: scenario('401 of telemetry'),
  },
  {
    name: 'never probe',
    breaks: 'recovery is seen within one probe interval',
    edits: [
      {
        file: 'apps/api/src/health/prober.ts',
        old: '      if (!pace.isOn) return;\n',
        new: '      if (pace.isOn) return;\n',
      },
    ],
    caughtBy: scenario('reset of telemetry'),
  },
  {
    name: 'probe too seldom',
    breaks: 'recovery is seen within one probe interval',
    edits: [
      {
        file: 'apps/api/src/health/due.ts',
        old: "if (health.state !== 'ok') return pace.downMs;",
        new: "if (health.state !== 'ok') return 6 * pace.downMs;",
      },
    ],
    caughtBy: probing('once every interval'),
  },
  {
    name: 'ask whom all know to be gone',
    breaks: 'nobody waits for a system that is known to be down',
    edits: [
      {
        file: 'apps/api/src/composition/health-view.ts',
        old: '      if (isProbed(connector)) connection(connector)?.policy.stayAway(STAY_AWAY_MS);\n',
        new: '',
      },
    ],
    caughtBy: scenario('hang of billing'),
  },
  {
    name: 'believe a liar',
    breaks: 'a system that is up and wrong is found out',
    edits: [
      {
        file: 'apps/api/src/health/canary.ts',
        old: "connector, isRight ? 'ok' : 'wrong_values');",
        new: "connector, isRight ? 'ok' : 'ok');",
      },
    ],
    caughtBy: { file: 'test/chaos/lying.test.ts', words: 'lying of billing' },
  },
  {
    name: 'take a webhook for two',
    breaks: 'a webhook counts once, however often it comes',
    edits: [
      {
        file: 'apps/api/src/store/inbox-arrivals.ts',
        old: 'inOrder.filter((arrival) => keys.has(keyOf(arrival)))',
        new: "inOrder.filter((arrival) => keyOf(arrival) !== '')",
      },
      {
        file: 'apps/api/src/webhooks/handle.ts',
        old: 'if (!delivery || delivery.isHandled) return done;',
        new: 'if (!delivery) return done;',
      },
    ],
    caughtBy: { file: 'test/chaos/webhooks.test.ts', words: 'duplicate counted once' },
  },
];
