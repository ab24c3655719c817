import { actions } from './actions.ts';
import { assign } from './assign.ts';
import { readPath } from './property-path.ts';
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
    const act = Object.hasOwn(actions, name) ? actions[name] : undefined;
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

function retag(state: HostState, name: string, args: readonly unknown[]): readonly string[] {
  const now = readPath(state.properties, 'ticket.tags');
  const tags = Array.isArray(now) ? now.map(String) : [];
  const given = args.flat().map(String);
  return name === 'ticket.tags.add' ? [...new Set([...tags, ...given])] : tags.filter((tag) => !given.includes(tag));
}
