import { callLimits, type Mutant, scenario } from './mutant.ts';

const FIELD = 'apps/api/src/context/present/field.ts';
const READER = 'apps/api/src/context/read/reader.ts';
const FAN_OUT = 'apps/api/src/context/read/fan-out.ts';

/** Mistakes in what agents are shown. */
export const answerMutants: readonly Mutant[] = [
  {
    name: 'swap stale and fresh',
    breaks: 'an old value is never shown as a fresh one',
    edits: [
      {
        file: FIELD,
        old: "if (state.kind === 'fresh') return { ...named, state: 'ok', value, receipt, ...doubt() };",
        new: "if (state.kind === 'stale') return { ...named, state: 'ok', value, receipt, ...doubt() };",
      },
      {
        file: FIELD,
        old: "if (state.reason === undefined) return { ...named, state: 'stale', value, receipt };",
        new: "return { ...named, state: 'stale', value, receipt };",
      },
      {
        file: FIELD,
        old: "\n      return { ...named, state: 'stale', value, receipt, reason: state.reason, fallback: fallback(state.reason) };",
        new: '',
      },
    ],
    caughtBy: scenario('reset of billing'),
  },
  {
    name: 'hide how old a value is',
    breaks: 'an old value comes with its age',
    edits: [
      {
        file: FIELD,
        old: 'emptyReceipt(plan, read, readAt, view),\n    record:',
        new: 'emptyReceipt(plan, read, new Date().toISOString(), view),\n    record:',
      },
    ],
    caughtBy: scenario('reset of billing'),
  },
  {
    name: 'forget the fallback',
    breaks: 'a value that cannot be had says what to do instead',
    edits: [
      {
        file: FIELD,
        old: 'reason: state.reason, fallback: fallback(state.reason) };\n    }',
        new: 'reason: state.reason };\n    }',
      },
    ],
    caughtBy: scenario('reset of telemetry'),
  },
  {
    name: 'treat failure as "nobody"',
    breaks: 'could not ask and nobody there are two different things',
    edits: [
      {
        file: READER,
        old: 'return older(tenant, plan, subject, reason);',
        new: "return { kind: 'nobody', readAtMs: deps.now() };",
      },
    ],
    caughtBy: scenario('reset of telemetry'),
  },
  {
    name: 'throw where a read fails',
    breaks: 'a failed read is a value',
    edits: [{ file: READER, old: 'return older(tenant, plan, subject, reason);', new: 'throw error;' }],
    caughtBy: scenario('reset of telemetry'),
  },
  {
    name: 'serve another requester’s cache',
    breaks: 'nobody is shown what is somebody else’s',
    edits: [
      {
        file: READER,
        old: 'cacheKey(tenant, plan.id, subjectKey(subject));',
        new: 'cacheKey(tenant, plan.id, subject.by);',
      },
    ],
    caughtBy: scenario('reset of billing'),
  },
  {
    name: 'release before the helpdesk confirms',
    breaks: 'nothing is shown until the helpdesk says whose ticket it is',
    edits: [
      {
        file: FAN_OUT,
        old: 'void start(plan, subject);',
        new: 'void start(plan, subject).then((state) => show(plan, state));',
      },
    ],
    caughtBy: callLimits('however sure the guess'),
  },
  {
    name: 'wait for the slowest',
    breaks: 'a system that fails holds no other card up',
    edits: [
      {
        file: FAN_OUT,
        old: '  const timed = new Set<string>();',
        new: '  const timed = new Set<string>();\n  const all: Promise<unknown>[] = [];',
      },
      {
        file: FAN_OUT,
        old: 'return deps.reader.read(tenant, plan, subject, signal).then((state) => {',
        new: 'const reading = deps.reader.read(tenant, plan, subject, signal).then((state) => {',
      },
      {
        file: FAN_OUT,
        old: '      return state;\n    });\n  }',
        new: '      return state;\n    });\n    all.push(reading);\n    return reading;\n  }',
      },
      {
        file: FAN_OUT,
        old: '    const state = await start(plan, subject);\n    if (isMeant())',
        new: '    const state = await start(plan, subject);\n    await Promise.all(all);\n    if (isMeant())',
      },
    ],
    caughtBy: scenario('hang of telemetry'),
  },
  {
    name: 'hold the others up a little',
    breaks: 'other cards come within a tenth of their time in health',
    edits: [
      {
        file: 'apps/api/src/context/open-context.ts',
        old: '    const showing = attempt.show(confirmation, linked);',
        new: '    if (deps.openEvent.rest(tenant, locale, caller).includes(\'"state":"down"\')) await new Promise((done) => setTimeout(done, 30));\n    const showing = attempt.show(confirmation, linked);',
      },
    ],
    caughtBy: scenario('reset of telemetry'),
  },
];
