import { ContextEvent } from '@sidelight/shared/context/event.ts';
import { expect, it } from 'vitest';
import { scenarios } from './scenarios.ts';

it.each(Object.entries(scenarios))('%s keeps to the contract', (_, scenario) => {
  for (const { say } of scenario.lines()) {
    if (say === 'reset' || 'raw' in say) continue;
    expect(ContextEvent.safeParse(say).error?.issues ?? []).toEqual([]);
  }
});
