import type { Progress, Section } from '../../model/setup/progress.ts';
import { fill } from '../../words/words.ts';
import { noun } from '../status/count.ts';
import type { SetupContext } from './context.ts';

/** How each part stands, in a few words. */
export function sectionNotes({ connected, of, below }: Progress, ctx: SetupContext): Readonly<Record<Section, string>> {
  const { say, state, number } = ctx;
  const { setup } = state;
  const webhook = setup?.webhook.kind ?? 'not_registered';
  const isLost = setup?.webhook.kind === 'registered' && setup.webhook.test?.state === 'lost';
  const count = fill(noun(below.length, say.areasBelow), number(below.length));
  return {
    connections: fill(say.ui.connected, number(connected), number(of)),
    webhook: {
      not_possible: say.ui.notPossible,
      not_registered: say.ui.notRegistered,
      registered: isLost ? say.ui.testLost : say.ui.registered,
      operator: say.ui.byServer,
    }[webhook],
    readiness: below.length > 0 ? count : say.ui.ready,
    rollout: setup ? say.phase[setup.rollout.phase] : '',
  };
}
