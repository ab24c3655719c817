import type { NodeDetail } from '@sidelight/shared/map/picture.ts';
import { fill } from '../../words/words.ts';
import type { StatusContext } from './context.ts';

/** Jobs that cannot be done, for whom, and what people do meanwhile. */
export const breaks = (all: NodeDetail['breaks'], { say }: Pick<StatusContext, 'say'>) => (
  <>
    <h3>{say.ui.breaks}</h3>
    <ul class="rows">
      {all.map(({ id, name, priority, owner, impact, workaround }) => (
        <li key={id}>
          {name}{' '}
          <span class="quiet">
            · {say.priority[priority]} · {owner.name}
          </span>
          <p class="note">{impact}</p>
          <p class="note">{fill(say.ui.workaround, workaround)}</p>
        </li>
      ))}
    </ul>
  </>
);
