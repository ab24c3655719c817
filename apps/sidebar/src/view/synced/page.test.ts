import type { VNode } from 'preact';
import { describe, expect, it } from 'vitest';
import { fieldsOf, onboarding, phone } from '../../model/synced/fakes.ts';
import { firstSynced } from '../../model/synced/state.ts';
import { createFormat } from '../../words/format.ts';
import { syncedDe } from '../../words/synced-de.ts';
import { syncedEn } from '../../words/synced-en.ts';
import type { SyncedContext } from './context.ts';
import { syncedPage } from './page.tsx';

type Node = VNode<{ children?: unknown }>;
const isNode = (one: unknown): one is Node => typeof one === 'object' && one !== null && 'props' in one;
const textOf = (one: unknown): string =>
  Array.isArray(one)
    ? one.map(textOf).join(' ')
    : isNode(one)
      ? textOf(one.props.children)
      : typeof one === 'string'
        ? one
        : '';

const answer = { ...fieldsOf(phone('+12125550100', { canCorrect: false })), onboarding: onboarding() };
const shown = (own: object, say: SyncedContext['say'] = syncedEn) =>
  textOf(
    syncedPage({
      ...createFormat('en-US'),
      ...{ say, systems: answer.systems, locale: 'en', decideUrl: undefined, nowMs: () => 0, tick: async () => {} },
      correct: { open() {}, cancel() {}, type() {}, save: async () => {}, undo: async () => {} },
      state: { ...firstSynced('1'), answer: { ...answer, ...own } },
    }),
  );

describe('beside a ticket', () => {
  it('a light agent reads why no value has a pencil, in their language, before what they may do', () => {
    const text = shown({ isLight: true });
    expect(text).toContain('You are a light agent: you cannot correct these values');
    expect(text.indexOf('light agent')).toBeLessThan(text.indexOf('Onboarding'));
    expect(shown({ isLight: true }, syncedDe)).toContain('Als Light Agent können Sie diese Werte nicht berichtigen');
  });

  it('nobody else does', () => {
    expect(shown({})).not.toMatch(/light agent/i);
  });
});
