import type { ComponentChild } from 'preact';
import type { StatusContext } from './context.ts';

/** A count that opens its list, as soon as there is somebody to fetch it. */
export const counted = (key: string, child: ComponentChild, { more }: StatusContext) =>
  more ? (
    <button type="button" class="counted" aria-expanded={more.isShown(key)} onClick={() => more.toggle(key)}>
      {child}
    </button>
  ) : (
    child
  );
