import type { decide } from '@sidelight/api/sync/decide/decide.ts';
import type { answered, refused, replayed, sent, waiting } from '@sidelight/api/sync/decide/delivery.ts';
import type { observe, readBack } from '@sidelight/api/sync/decide/observe.ts';
import type { resolve } from '@sidelight/api/sync/decide/resolve.ts';
import type { beforeResolved, undo } from '@sidelight/api/sync/decide/undo.ts';
import type { FieldState } from '@sidelight/api/sync/field-state.ts';

/** The part of the product that decides: as it is, or with a mistake put in. */
export interface Core {
  readonly decide: typeof decide;
  readonly observe: typeof observe;
  readonly resolve: typeof resolve;
  readonly beforeResolved: typeof beforeResolved;
  readonly undo: typeof undo;
  readonly waiting: typeof waiting;
  readonly sent: typeof sent;
  readonly answered: typeof answered;
  readonly refused: typeof refused;
  readonly replayed: typeof replayed;
  readonly readBack: typeof readBack;
  unknownField(): FieldState;
}

/** `folder`: of `sync`, or of a copy of it. */
export async function loadCore(folder: string): Promise<Core> {
  const at = (file: string) => import(`${folder}/${file}`);
  const [decided, delivery, observed, resolved, undone, state] = await Promise.all([
    at('decide/decide.ts'),
    at('decide/delivery.ts'),
    at('decide/observe.ts'),
    at('decide/resolve.ts'),
    at('decide/undo.ts'),
    at('field-state.ts'),
  ]);
  return { ...decided, ...delivery, ...observed, ...resolved, ...undone, ...state };
}
