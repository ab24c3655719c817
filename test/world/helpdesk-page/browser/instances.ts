import type { InstanceCall } from '../host/from-app.ts';
import type { Input } from '../host/state.ts';
import type { Context, ToApp } from '../host/to-app.ts';

/** One copy of the app on this page: beside a ticket, in a bar, in the background or in a modal; its page may not be loaded yet. */
interface Instance {
  readonly context: Context;
  send(input: Input): void;
}

export interface Instances {
  add(instance: Instance): void;
  /** Its page has shaken hands. */
  registered(guid: string): void;
  remove(guid: string): void;
  /** One instance asks another. */
  relay(by: string, to: string, message: InstanceCall): void;
  say(to: string, message: ToApp): void;
}

/** All instances of the app on this page, and what they say to each other. */
export function createInstances(): Instances {
  const all = new Map<string, Instance>();

  function tellAll(about: Context, event: string): void {
    for (const [guid, { send }] of [...all])
      if (guid !== about.instanceGuid) send({ type: 'emitted', event, payload: about });
  }
  /** Everybody's `instances` is the same list. */
  function listAnew(): void {
    const instances = Object.fromEntries([...all].map(([guid, { context }]) => [guid, context]));
    for (const { send } of all.values()) send({ type: 'instances', instances });
  }

  return {
    add(instance) {
      all.set(instance.context.instanceGuid, instance);
      listAnew();
      tellAll(instance.context, 'instance.created');
    },
    registered(guid) {
      const instance = all.get(guid);
      if (instance) tellAll(instance.context, 'instance.registered');
    },
    remove(guid) {
      if (all.delete(guid)) listAnew();
    },
    relay(by, to, message) {
      const target = all.get(to);
      if (target) return target.send({ type: 'called', by, message });
      if (!('id' in message)) return;
      const error = { name: 'FatalError', message: 'is no instance of this app', path: to };
      all.get(by)?.send({ type: 'heard', message: { id: message.id, error } });
    },
    say: (to, message) => all.get(to)?.send({ type: 'heard', message }),
  };
}
