import type { Side } from '../canonical/canon.ts';
import type { DeskFields } from './fields-of.ts';

export interface WriteRightDeps {
  readonly fields: Pick<DeskFields, 'object'>;
  /** Whether that side is known not to let us write this kind of record, by its own word for it. */
  withholdsWriting(side: Side, kind: string): Promise<boolean>;
}

/** The side that is known not to let sync write one kind of record. */
export async function readOnlySide({ fields, withholdsWriting }: WriteRightDeps, object: string) {
  const plan = fields.object(object);
  for (const side of ['left', 'right'] as const) if (plan && (await withholdsWriting(side, plan[side]))) return side;
  return undefined;
}
