import { Sync } from '@sidelight/shared/map/sync.ts';
import { createCodecs, type FieldCodec } from '../../apps/api/src/sync/codec.ts';
import { compileSync } from '../../apps/api/src/sync/compile.ts';

const capacity = {
  left: { phoneExtensions: true, instantMs: 1, textMax: 65_536 },
  right: { phoneExtensions: false, instantMs: 1000, textMax: 255 },
};

/** The field as the map would declare it. */
export function codecOf(field: Readonly<Record<string, unknown>>): FieldCodec {
  const one = { label: 'One', at: { crm: 'a', helpdesk: 'b' }, class: 'open', ...field };
  const contact = {
    ...{ label: 'Contact', at: { crm: 'contacts', helpdesk: 'users' }, match: ['one'] },
    ...{ first: 'review', create: [], fields: { one } },
  };
  const plan = compileSync(Sync.parse({ owners: { business: 'a', technical: 'b' }, objects: { contact } }));
  const [codec] = plan.objects.flatMap((object) => createCodecs(object, plan, capacity));
  if (!codec) throw new Error('no field');
  return codec;
}
