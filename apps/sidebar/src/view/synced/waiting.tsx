import type { SyncedField } from '@sidelight/shared/customer/synced-fields.ts';
import { keyOf, type Place, waitsId } from '../../model/synced/state.ts';
import { put } from '../../words/put.ts';
import { icon } from '../icon.tsx';
import type { SyncedContext } from './context.ts';
import { said } from './value-text.ts';

type Waiting = Extract<SyncedField, { state: 'waits' }>;

/** Both values, whom it waits for, and the way there for those who decide. */
export function waiting(place: Place, { type, left, right, since, owner }: Waiting, ctx: SyncedContext) {
  const { say, decideUrl, systems } = ctx;
  const values = { leftValue: said(type, left, ctx), rightValue: said(type, right, ctx) };
  return (
    <div class="todo" id={waitsId(keyOf(place))} tabIndex={-1}>
      {icon('triangle')} <span dir="auto">{put(say.ui.says, { ...systems, ...values })}</span>{' '}
      {put(say.ui.waits, { owner, since: ctx.clock(since, ctx.nowMs()) })}
      {decideUrl !== undefined && (
        <p>
          <a class="link" href={decideUrl} target="_blank" rel="noopener noreferrer">
            {say.ui.decide}
            {icon('out')}
            <span class="sr"> ({say.ui.newTab})</span>
          </a>
        </p>
      )}
    </div>
  );
}
