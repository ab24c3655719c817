import type { SetupConnection } from '@sidelight/shared/setup/connection.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import { outLink } from '../out-link.tsx';
import type { SetupContext } from './context.ts';

/** Of a connection that was just ended: what its vendor still knows of it, and what a person does about that. */
export function atVendor({ connector, name, standing }: SetupConnection, ctx: SetupContext) {
  const { say, state } = ctx;
  const known = state.atVendors.get(connector);
  if (!known || standing.kind !== 'not_connected') return <section role="status" />;
  const isOver = known.kind === 'given_back' || known.kind === 'ended';
  const own = known.kind === 'by_hand' ? known.text?.[say.language] : undefined;
  const link = known.kind === 'by_hand' && known.url ? outLink(known.url, ctx, fill(say.ui.openVendor, name)) : null;
  return (
    <section role="status">
      <p class={isOver ? 'well' : 'trouble'}>
        {icon(isOver ? 'check' : 'triangle')} {own ?? fill(say.atVendor[known.kind], name)} {link}
      </p>
    </section>
  );
}
