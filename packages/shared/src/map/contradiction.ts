import { z } from 'zod';
import type { Field } from '../context/field.ts';
import { ownValue } from '../own-property.ts';

/** What a field holds: one of these codes, anything (`some`), or nothing (`none`). */
const Holding = z.union([z.array(z.string()).min(1), z.enum(['some', 'none'])]);
type Holding = z.infer<typeof Holding>;

/** Fields that contradict each other for whoever reads them side by side. */
export const Contradiction = z.strictObject({
  /** By field: all of them hold, on one screen. */
  together: z.record(z.string(), Holding),
  /** By field: where one of these holds, it is the sentence that explains it. */
  unless: z.record(z.string(), Holding).default({}),
  /** What somebody would ask who reads both. */
  because: z.string().min(1),
});
export type Contradiction = z.infer<typeof Contradiction>;

/** Which of these stand on one screen. What is not known contradicts nothing. Pure. */
export function contradictionsIn(
  rules: readonly Contradiction[],
  fields: ReadonlyMap<string, Field>,
): readonly Contradiction[] {
  const holds = ([id, holding]: [string, Holding]) => isHeld(fields.get(id), holding);
  return rules.filter(
    ({ together, unless }) => Object.entries(together).every(holds) && !Object.entries(unless).some(holds),
  );
}

function isHeld(field: Field | undefined, holding: Holding): boolean {
  if (field?.state === 'absent') return holding === 'none';
  if (field?.state !== 'ok' && field?.state !== 'stale') return false;
  if (holding === 'some') return true;
  return holding !== 'none' && field.value.kind === 'code' && holding.includes(field.value.code);
}

/** The fields a rule names, with the codes it expects of each. */
export const namedIn = ({
  together,
  unless,
}: Contradiction): readonly (readonly [string, string, readonly string[]])[] =>
  Object.entries({ together, unless }).flatMap(([part, fields]) =>
    Object.keys(fields).map((id) => {
      const holding = ownValue(fields, id);
      return [part, id, Array.isArray(holding) ? holding : []] as const;
    }),
  );
