import { expect, it } from 'vitest';
import { freshHost } from '../host/fixtures.ts';
import { type HostState, type Input, newHost } from '../host/state.ts';
import { step } from '../host/step.ts';
import type { ToApp } from '../host/to-app.ts';
import { createInstances, type Instances } from './instances.ts';

/** An instance without a frame: what would be posted to its page is kept, what it asks of others goes its way. */
function instance(instances: Instances, guid: string, location: string, isLoaded = true) {
  const { metadata, context, properties } = freshHost();
  const own = { ...context, instanceGuid: guid, location };
  let state: HostState = newHost({ appGuid: guid, isActive: false, metadata, context: own, properties });
  const posted: ToApp[] = [];
  const done: unknown[] = [];
  const send = (input: Input) => {
    const next = step(state, input);
    state = next.state;
    for (const effect of next.effects) {
      if (effect.type === 'post') posted.push(effect.message);
      else if (effect.type === 'relay') instances.relay(guid, effect.to, effect.message);
      else if (effect.type === 'say') instances.say(effect.to, effect.message);
      else done.push(effect);
    }
  };
  instances.add({ context: own, send });
  /** As the SDK would send it, from this page, through a client for `to`. */
  const says = (body: object, to = guid) =>
    send({ type: 'received', data: JSON.stringify({ appGuid: guid, instanceGuid: to, ...body }) });
  if (isLoaded) says({ key: 'iframe.handshake', message: { version: '2.0.9' } });
  posted.length = 0;
  done.length = 0;
  return { posted, done, says, send };
}
const listen = (event: string) => ({ key: `iframe.on:${event}`, message: { subscriberCount: 1 } });

it('tells the others of each that comes and registers, and lists all of them to each', () => {
  const instances = createInstances();
  const background = instance(instances, 'bg', 'background');
  background.says(listen('instance.created'));
  background.says(listen('instance.registered'));
  instance(instances, 'top', 'top_bar', false);
  instances.registered('top');
  const context = expect.objectContaining({ instanceGuid: 'top', location: 'top_bar' });
  expect(background.posted).toEqual([
    { key: 'zaf.instance.created', message: context },
    { key: 'zaf.instance.registered', message: context },
  ]);
  background.says({ id: 1, request: 'get', params: ['instances', 'instances.top'] });
  expect(background.posted[2]).toMatchObject({
    id: 1,
    result: { instances: { bg: { location: 'background' }, top: context }, 'instances.top': context, errors: {} },
  });
  instances.remove('top');
  background.says({ id: 2, request: 'get', params: ['instances'] });
  expect(background.posted[3]).toMatchObject({ result: { instances: { bg: {} } } });
  expect(background.posted[3]).not.toHaveProperty('result.instances.top');
});

it('lets one ask, change and call another, whose page nobody has opened, and answers the one that asked', () => {
  const instances = createInstances();
  const background = instance(instances, 'bg', 'background');
  const top = instance(instances, 'top', 'top_bar', false);
  background.says({ id: 1, request: 'get', params: ['ticket.subject'] }, 'top');
  background.says({ id: 2, request: 'invoke', params: { preloadPane: [] } }, 'top');
  background.says({ id: 3, request: 'invoke', params: { popover: ['show'] } }, 'top');
  expect(background.posted).toMatchObject([
    { id: 1, result: { 'ticket.subject': 'Exports time out' } },
    { id: 2, result: { preloadPane: null } },
    { id: 3, result: { popover: null } },
  ]);
  expect(top.done).toEqual([{ type: 'preload' }, { type: 'popover', wish: 'show' }]);
  expect(top.posted, 'it has no page to post to').toEqual([]);
});

it('carries events and messages from one to another, each under the guid of who they are about', () => {
  const instances = createInstances();
  const background = instance(instances, 'bg', 'background');
  const side = instance(instances, 'side', 'ticket_sidebar');
  side.says(listen('warm'));
  background.says(listen('ticket.subject.changed'), 'side');
  background.says({ key: 'iframe.trigger:warm', message: { id: 7 } }, 'side');
  expect(side.posted).toEqual([{ key: 'zaf.warm', message: { id: 7 } }]);
  side.send({ type: 'changed', values: { 'ticket.subject': 'New' } });
  expect(background.posted).toEqual([{ key: 'zaf.ticket.subject.changed', message: 'New', instanceGuid: 'side' }]);
  background.says({ key: 'iframe.off:ticket.subject.changed', message: { subscriberCount: 0 } }, 'side');
  side.send({ type: 'changed', values: { 'ticket.subject': 'Newer' } });
  expect(background.posted).toHaveLength(1);
});

it('answers with an error where there is no such instance', () => {
  const instances = createInstances();
  const background = instance(instances, 'bg', 'background');
  background.says({ id: 4, request: 'get', params: ['ticket.id'] }, 'gone');
  background.says({ key: 'iframe.trigger:warm' }, 'gone');
  expect(background.posted).toEqual([{ id: 4, error: expect.objectContaining({ name: 'FatalError', path: 'gone' }) }]);
});
