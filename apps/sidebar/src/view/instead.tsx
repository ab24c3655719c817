import type { Fallback } from '@sidelight/shared/context/field.ts';
import { fill } from '../words/words.ts';
import { act } from './act.tsx';
import type { Here } from './kit.ts';
import { outLink } from './out-link.tsx';

/** What a person does by hand while a value cannot be had. All of it the map's words. `key` is one for this box. */
export function instead({ steps, sentence, owner, contact }: Fallback, key: string, field: string, here: Here) {
  const { ui, id } = here;
  const insertKey = `${key}+`;
  const tellKey = `${key}!`;
  return (
    <>
      <b>{ui.instead}</b>
      <ol>
        {steps.map(({ text, url }) => (
          <li key={text}>
            {text} {url && outLink(url, here)}
          </li>
        ))}
      </ol>
      {sentence && (
        <div class="say">
          <q>{sentence}</q>
          <p class="acts">
            {act(here, key, ui.copy, () => here.copy(id, key, sentence))}
            {act(here, insertKey, ui.insert, () => here.insert(id, insertKey, sentence, ui.draftNotice))}
          </p>
        </div>
      )}
      <p class="note">
        {fill(ui.owner, owner)}
        {contact && ` · ${contact}`} {act(here, tellKey, ui.tell, () => here.tell(id, tellKey, field))}
      </p>
    </>
  );
}
