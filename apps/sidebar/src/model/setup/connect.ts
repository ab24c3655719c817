import { ownValue } from '@sidelight/shared/own-property.ts';
import type { ConnectAnswer, SetupConnection } from '@sidelight/shared/setup/connection.ts';
import type { Clock } from '../../host/port.ts';
import type { Check, Client } from '../status/client.ts';
import type { Store } from '../store.ts';
import { inputId, resultId } from './ids.ts';
import type { SetupState, TestRun } from './state.ts';

export interface ConnectDeps {
  readonly state: Store<SetupState>;
  readonly client: Client;
  readonly clock: Clock;
  isConnectAnswer: Check<ConnectAnswer>;
  refresh(): void;
}

export interface Connect {
  type(connector: string, input: string, text: string): void;
  /** Drops what was typed. */
  forget(connector: string): void;
  /** Asks the vendor with what was typed; the server keeps it only if `isSaving` and the vendor let us in. */
  tryOut(connection: SetupConnection, isSaving: boolean): void;
  /** Waits no longer. */
  leave(connector: string): void;
}

/** A vendor may be slow, and the server has patience of its own. */
const PATIENCE_MS = 40_000;

export function createConnect(deps: ConnectDeps): Connect {
  const { state, client, clock } = deps;
  const paint = (change: Partial<SetupState>) => state.set({ ...state.get(), ...change });
  const running = new Map<string, AbortController>();

  const setTestRun = (connector: string, testRun: TestRun) =>
    paint({ testRuns: new Map(state.get().testRuns).set(connector, testRun) });

  function forget(connector: string): void {
    const typed = new Map(state.get().typed);
    typed.delete(connector);
    paint({ typed });
  }

  async function tryOut(connection: SetupConnection, isSaving: boolean): Promise<void> {
    const { connector } = connection;
    if (running.has(connector)) return;
    const own = new AbortController();
    running.set(connector, own);
    setTestRun(connector, { state: 'running', isSaving });
    const stop = clock.after(PATIENCE_MS, () => own.abort());
    const path = `/v1/setup/connections/${encodeURIComponent(connector)}`;
    const inputs = inputsOf(connection, state.get());
    const answer = await client.tell(path, { inputs, save: isSaving }, deps.isConnectAnswer, own.signal);
    stop();
    if (running.get(connector) !== own) return;
    running.delete(connector);
    if (!answer.ok) setTestRun(connector, { state: 'refused', refusal: answer.refusal });
    else settle(connector, answer.value, isSaving);
    if (isSaving || answer.ok) deps.refresh();
  }

  function settle(connector: string, answer: ConnectAnswer, isSaving: boolean): void {
    setTestRun(connector, { state: 'answered', answer, isSaving });
    if (answer.isSaved) forget(connector);
    const [wrong] = answer.test.kind === 'failed' ? answer.test.inputs : [];
    paint({ focus: wrong === undefined ? resultId(connector) : inputId(connector, wrong) });
  }

  return {
    type(connector, input, text) {
      const { typed, testRuns } = state.get();
      const own = { ...typed.get(connector), [input]: text };
      paint({ typed: new Map(typed).set(connector, own) });
      const corrected = withoutWrong(testRuns.get(connector), input);
      if (corrected) setTestRun(connector, corrected);
    },
    forget,
    tryOut: (connection, isSaving) => void tryOut(connection, isSaving),
    leave(connector) {
      const own = running.get(connector);
      const testRun = state.get().testRuns.get(connector);
      if (!own || testRun?.state !== 'running') return;
      running.delete(connector);
      own.abort();
      setTestRun(connector, { state: 'left', isSaving: testRun.isSaving });
      // Whether a save came through before we left, only the server knows.
      deps.refresh();
    },
  };
}

/** Everything the server asks for, as typed or as it stands; an empty text where there is neither. */
function inputsOf({ connector, methods }: SetupConnection, { typed }: SetupState): Record<string, string> {
  const inputs = methods.flatMap((method) => (method.kind === 'key' ? method.inputs : []));
  const own = typed.get(connector) ?? {};
  return Object.fromEntries(inputs.map(({ name, value }) => [name, (ownValue(own, name) ?? value ?? '').trim()]));
}

/** What is being corrected is not called wrong any more. */
function withoutWrong(testRun: TestRun | undefined, input: string): TestRun | undefined {
  if (testRun?.state !== 'answered' || testRun.answer.test.kind !== 'failed') return undefined;
  const { test } = testRun.answer;
  if (!test.inputs.includes(input)) return undefined;
  const inputs = test.inputs.filter((name) => name !== input);
  return { ...testRun, answer: { ...testRun.answer, test: { ...test, inputs } } };
}
