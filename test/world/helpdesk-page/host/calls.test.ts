import { describe, expect, it } from 'vitest';
import { listening, play, sdk } from './fixtures.ts';
import { get } from './get.ts';

describe('set', () => {
  it('writes, answers, tells the helpdesk and then whoever listens', () => {
    const { state, posted, done } = play(listening('ticket.subject.changed'), sdk.set(6, { 'ticket.subject': 'New' }));
    expect(posted).toEqual([
      { id: 6, result: { 'ticket.subject': 'New', errors: {} } },
      { key: 'zaf.ticket.subject.changed', message: 'New' },
    ]);
    expect(done).toEqual([{ type: 'property_set', path: 'ticket.subject', value: 'New' }]);
    expect(get(state, ['ticket.subject'])).toEqual({ 'ticket.subject': 'New', errors: {} });
  });

  it.each([
    ['ticket.id', 'cannot be set'],
    ['ticket.nonsense', 'is not available in this location'],
  ])('refuses %s and changes nothing', (path, message) => {
    const before = listening('*.changed');
    const { state, posted, done } = play(before, sdk.set(6, { [path]: 1 }));
    expect(posted).toEqual([{ id: 6, result: { errors: { [path]: { name: 'APIExecutionError', message, path } } } }]);
    expect(done).toEqual([]);
    expect(state.properties).toEqual(before.properties);
  });
});

describe('invoke', () => {
  it.each([
    [{ resize: [{ width: '100%', height: '300px' }] }, { type: 'resize', heightPx: 300 }],
    [{ resize: [{ height: 412 }] }, { type: 'resize', heightPx: 412 }],
    [
      { notify: ['Copied', 'alert', { sticky: true }] },
      { type: 'notify', text: 'Copied', tone: 'alert', isSticky: true },
    ],
    [{ notify: ['Copied'] }, { type: 'notify', text: 'Copied', tone: 'notice', isSticky: false }],
    [
      { 'ticket.editor.insert': ['<p>One</p><p>Two &amp; three</p>'] },
      { type: 'insert', text: 'One\nTwo & three', at: 'cursor' },
    ],
    [{ 'comment.appendText': ['a < b'] }, { type: 'insert', text: 'a < b', at: 'end' }],
    [{ 'comment.appendHtml': ['a<br>b<script>x()</script>'] }, { type: 'insert', text: 'a\nb', at: 'end' }],
    [{ routeTo: ['ticket', 4712] }, { type: 'route', to: 'ticket', id: '4712' }],
    [{ 'app.collapse': [] }, { type: 'collapse', isCollapsed: true }],
    [{ hide: [] }, { type: 'show', isShown: false }],
  ])('does %j', (call, effect) => {
    const { posted, done } = play(listening(), sdk.invoke(8, call));
    const name = Object.keys(call)[0] ?? '';
    expect(posted).toEqual([{ id: 8, result: { [name]: null, errors: {} } }]);
    expect(done).toEqual([effect]);
  });

  it.each([
    ['resize', [{ height: '50%' }]],
    ['routeTo', ['user', 1]],
    ['ticket.editor.insert', [{}]],
    ['instances.create', [{ location: 'modal' }]],
    ['toString', []],
  ])('refuses %s(%j) by name and does nothing', (name, args) => {
    const { posted, done } = play(listening(), sdk.invoke(8, { [name]: args }));
    expect(posted).toEqual([
      { id: 8, result: { errors: { [name]: { name: 'APIExecutionError', message: expect.any(String), path: name } } } },
    ]);
    expect(done).toEqual([]);
  });

  it('adds and removes tags, once each', () => {
    const { posted } = play(
      listening('ticket.tags.changed'),
      sdk.invoke(1, { 'ticket.tags.add': ['vip', 'exports'] }),
      sdk.invoke(2, { 'ticket.tags.remove': ['exports'] }),
    );
    expect(posted.filter((message) => 'key' in message)).toEqual([
      { key: 'zaf.ticket.tags.changed', message: ['exports', 'vip'] },
      { key: 'zaf.ticket.tags.changed', message: ['vip'] },
    ]);
  });
});
