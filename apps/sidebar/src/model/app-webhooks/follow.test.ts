import type { AppWebhooks } from '@sidelight/shared/setup/app-webhook.ts';
import { expect, it } from 'vitest';
import { fakeAttention, fakeClock } from '../fakes.ts';
import { fakeServer, fits } from '../setup/fakes.ts';
import { refusedAs } from '../status/fakes.ts';
import { createStore } from '../store.ts';
import { EVERY_MS, followAppWebhooks } from './follow.ts';
import { firstAppWebhooks } from './state.ts';

const text = { en: 'x', de: 'y' };
const answer = (lastDeliveryAt?: string): AppWebhooks => ({
  at: '2026-11-24T10:00:00.000Z',
  alarms: [{ system: 'helpdesk', text: 'Helpdesk has sent no webhook.' }],
  webhooks: [
    {
      ...{ system: 'crm', systemName: 'CRM', name: 'HubSpot', subscriptions: [], signingKey: { kind: 'none' } },
      ...{ about: text, keyLabel: text, help: text, ...(lastDeliveryAt && { lastDeliveryAt }) },
    },
  ],
});

function open() {
  const state = createStore(firstAppWebhooks);
  const [clock, attention, server] = [fakeClock(), fakeAttention(), fakeServer()];
  const part = followAppWebhooks({ ...server, state, clock, attention, isAppWebhooks: fits });
  return { ...server, state, clock, part };
}

it('are read while they are on screen, and again after a while', async () => {
  const { part, state, clock, last, paths } = open();
  part.setShown(true);
  await last().answer(answer());
  expect(state.get().webhooks).toEqual(answer().webhooks);
  expect(state.get().alarms).toEqual(answer().alarms);
  await clock.pass(EVERY_MS);
  expect(paths()).toEqual(['GET /v1/setup/webhooks', 'GET /v1/setup/webhooks']);
  await last().answer(answer());
  part.setShown(false);
  await clock.pass(EVERY_MS);
  expect(paths()).toHaveLength(2);
});

it('stay where they cannot be read again, and an older answer does not undo a newer one', async () => {
  const { part, state, sent } = open();
  part.setShown(true);
  part.refresh();
  await sent[1]!.answer(answer('2026-11-24T09:59:00.000Z'));
  await sent[0]!.answer(answer());
  part.refresh();
  await sent[2]!.answer(refusedAs('internal'));
  expect(state.get().webhooks[0]).toHaveProperty('lastDeliveryAt');
});
