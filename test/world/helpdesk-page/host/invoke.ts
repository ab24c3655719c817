import { actionOf, sizeOf } from './actions.ts';
import { assign } from './assign.ts';
import { isTree, readPath } from './property-path.ts';
import type { Effect, HostState, Step } from './state.ts';
import { failure, type HostError } from './to-app.ts';

/** Answers an `invoke`: does what can be done, and says of each other action why not. */
export function invoke(state: HostState, id: number, calls: Readonly<Record<string, readonly unknown[]>>): Step {
  const errors: Record<string, HostError> = {};
  const done: Record<string, unknown> = {};
  const effects: Effect[] = [];
  let next = state;
  for (const [name, args] of Object.entries(calls)) {
    if (name === 'ticket.tags.add' || name === 'ticket.tags.remove') {
      const tags = retag(next, name, args);
      const written = assign(next, { 'ticket.tags': tags });
      next = written.state;
      effects.push({ type: 'property_set', path: 'ticket.tags', value: tags }, ...written.effects);
      done[name] = null;
      continue;
    }
    if (name === 'instances.create') {
      const modal = modalOf(next, args);
      if ('refused' in modal) {
        errors[name] = failure(name, modal.refused);
        continue;
      }
      next = { ...next, modals: next.modals + 1 };
      effects.push(modal);
      done[name] = [{ instanceGuid: modal.guid }];
      continue;
    }
    const act = actionOf(name, next);
    const outcome = act ? act(args) : { refused: 'is not an action of this helpdesk' };
    if ('refused' in outcome) {
      errors[name] = failure(name, outcome.refused);
      continue;
    }
    effects.push(...outcome);
    done[name] = null;
  }
  return { state: next, effects: [{ type: 'post', message: { id, result: { ...done, errors } } }, ...effects] };
}

/** A modal is the only instance an app may make. Its guid is the opener's with a number: nobody else has that. */
function modalOf(
  { appGuid, modals }: HostState,
  [asked]: readonly unknown[],
): Extract<Effect, { type: 'modal' }> | { readonly refused: string } {
  if (!isTree(asked) || asked.location !== 'modal') return { refused: 'only makes a modal' };
  if (typeof asked.url !== 'string' || asked.url === '') return { refused: 'needs a url' };
  const size = isTree(asked.size) ? asked.size : {};
  const length = (value: unknown, otherwise: string) => sizeOf(value) ?? otherwise;
  return {
    ...{ type: 'modal', guid: `${appGuid}-${modals + 1}`, url: asked.url },
    ...{ width: length(size.width, '600px'), height: length(size.height, '400px') },
  };
}

function retag(state: HostState, name: string, args: readonly unknown[]): readonly string[] {
  const now = readPath(state.properties, 'ticket.tags');
  const tags = Array.isArray(now) ? now.map(String) : [];
  const given = args.flat().map(String);
  return name === 'ticket.tags.add' ? [...new Set([...tags, ...given])] : tags.filter((tag) => !given.includes(tag));
}
