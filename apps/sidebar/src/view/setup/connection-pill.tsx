import type { SetupConnection } from '@sidelight/shared/setup/connection.ts';
import { icon } from '../icon.tsx';
import { LOOKS } from '../status/state-look.ts';
import type { SetupContext } from './context.ts';
import { shownTest } from './shown-test.ts';

/** How a connection stands, as a word with its sign, and its colour last. */
export function connectionPill(connection: SetupConnection, ctx: SetupContext) {
  const { standing, connector } = connection;
  const { say, state } = ctx;
  switch (standing.kind) {
    case 'connected': {
      const { look, sign } = LOOKS[standing.health];
      return pill(look, sign, say.health[standing.health]);
    }
    case 'unusable':
      return pill('bad', 'lock', say.ui.unusable);
    case 'not_connected': {
      const isFailed = shownTest(connection, state.testRuns.get(connector))?.kind === 'failed';
      if (isFailed) return pill('warn', 'triangle', say.ui.lastTestFailed);
      return pill('', 'dash', say.ui.notConnected);
    }
  }
}

const pill = (look: string, sign: Parameters<typeof icon>[0], text: string) => (
  <span class={`pill ${look}`}>
    {icon(sign)}
    <span>{text}</span>
  </span>
);
