import type { WrittenField } from '../../map/compare/field-patch.ts';
import type { Proposed } from './propose.ts';

/** An amount has some currency: the map says which, and whoever looks at the patch can say another. */
const CURRENCY = 'USD';

/** A proposal as it is written into the map. Of people nothing is shown to more than may see what is personal. Pure. */
export const writtenField = (
  object: string,
  { label, owner, type, crm, helpdesk, values }: Proposed,
): WrittenField => ({
  ...{ label, owner, type },
  ...(type === 'money' && { currency: CURRENCY }),
  at: { crm: crm.name, helpdesk: helpdesk.name },
  ...(values && { values }),
  class: object === 'contact' ? 'personal' : 'internal',
});
