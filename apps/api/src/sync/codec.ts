import type { Canon, Capacity, FieldForm, Plain, Reading, Side, ValueClass } from './canonical/canon.ts';
import { isSameOn, merge } from './canonical/compare.ts';
import { kinds } from './canonical/kinds.ts';
import { whyRefused } from './canonical/validate.ts';
import type { SyncFieldPlan, SyncObjectPlan, SyncPlan } from './compile.ts';
import type { FieldRule } from './rule.ts';

/** One field, between the values of both sides and the one form they are compared in. */
export interface FieldCodec {
  readonly id: string;
  readonly plan: SyncFieldPlan;
  readonly rule: FieldRule;
  /** The field that this one takes the place of. */
  readonly replaces?: FieldCodec;
  property(side: Side): string;
  /** A side's value in our form: the owner's as the map transforms it on its way. */
  read(side: Side, plain: Plain): Promise<Reading>;
  /** Our value for a side, if that side can take it and the map lets it through. */
  write(
    side: Side,
    canon: Canon,
  ):
    | { readonly kind: 'value'; readonly plain: Plain }
    | { readonly kind: 'invalid'; readonly why: 'mapping' | 'validation'; readonly valueClass: ValueClass };
}

/** The expression of a field failed. */
export type Threw = (plan: SyncFieldPlan) => void;

/** The fields of one kind of record, by what both sides can keep of a value. */
export function createCodecs(
  { fields, first }: SyncObjectPlan,
  { breaker }: Pick<SyncPlan, 'breaker'>,
  capacity: Readonly<Record<Side, Capacity>>,
  threw: Threw = () => {},
): readonly FieldCodec[] {
  const codecs = fields.map((plan) => createCodec(plan, first, breaker, capacity, threw));
  return codecs.map((codec) => {
    const replaces = codecs.find(({ id }) => id === codec.plan.replaces);
    return replaces ? { ...codec, replaces } : codec;
  });
}

function createCodec(
  plan: SyncFieldPlan,
  first: FieldRule['first'],
  breaker: FieldRule['breaker'],
  capacity: Readonly<Record<Side, Capacity>>,
  threw: Threw,
): FieldCodec {
  const kind = kinds[plan.type];
  const forms: Readonly<Record<Side, FieldForm>> = {
    left: { ...plan.left.form, capacity: capacity.left },
    right: { ...plan.right.form, capacity: capacity.right },
  };
  const { transform, policy } = plan;
  return {
    id: plan.id,
    plan,
    rule: {
      ...{ policy, nulls: plan.nulls, first, breaker },
      ...(plan.no !== undefined && { no: plan.no }),
      compare: {
        isSame: (side, value, seen) => isSameOn(forms[side], value, seen),
        merge: (left, right) => merge(left, right, forms.left, forms.right),
      },
    },
    property: (side) => plan[side].property,
    async read(side, plain) {
      const reading = kind.read(plain, forms[side]);
      if (!transform || policy.kind !== 'owned' || policy.owner !== side || reading.kind === 'invalid') return reading;
      let made: unknown;
      try {
        made = await transform(reading.canon);
      } catch {
        threw(plan);
        return { kind: 'invalid', valueClass: 'expression_failed' };
      }
      return kind.read(plainOf(made), { ...forms[side], values: undefined });
    },
    write(side, canon) {
      const refused = whyRefused(canon, plan.type, plan.validation);
      if (refused) return { kind: 'invalid', why: 'validation', valueClass: refused };
      const written = kind.write(kind.holds(canon, forms[side]), forms[side]);
      return written.kind === 'value' ? written : { kind: 'invalid', why: 'mapping', valueClass: written.valueClass };
    },
  };
}

/** What an expression of the map answers, as a value: nothing is empty. */
function plainOf(made: unknown): Plain {
  if (made === undefined || made === null) return null;
  return Array.isArray(made) ? made.map(String) : String(made);
}
