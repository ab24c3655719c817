import type { WebhookStanding } from '@sidelight/shared/setup/webhook.ts';
import { REGISTER, TEST_WEBHOOK } from '../../model/setup/ids.ts';
import { fill } from '../../words/words.ts';
import { icon } from '../icon.tsx';
import { commandButton, commandNews } from './command.tsx';
import type { Here } from './kit.ts';

/** The helpdesk's webhook to us: whether it is there, and whether anything comes through it. */
export function webhook(standing: WebhookStanding, here: Here) {
  const { ui } = here.say;
  const { kind } = standing;
  const isOurs = kind === 'registered';
  return (
    <div class="card">
      <p class="note">{ui.webhookHint}</p>
      {kind === 'not_possible' && (
        <p class={standing.reason === 'no_public_url' ? 'trouble' : ''}>{here.say.notPossible[standing.reason]}</p>
      )}
      {kind === 'operator' && <p>{ui.byServerHint}</p>}
      {(kind === 'registered' || kind === 'operator') && <p>{delivery(standing.lastDeliveryAt, here)}</p>}
      {isOurs && standing.test && testLine(standing.test, here)}
      {(isOurs || kind === 'not_registered') && (
        <div class="acts">
          {isOurs &&
            commandButton(here, {
              key: TEST_WEBHOOK,
              words: ui.testWebhook,
              run: here.testWebhook,
              isMain: standing.test?.state !== 'arrived' && standing.lastDeliveryAt === undefined,
              isOff: standing.test?.state === 'waiting',
            })}
          {commandButton(here, {
            key: REGISTER,
            words: isOurs ? ui.registerAgain : ui.register,
            run: here.register,
            isMain: !isOurs,
          })}
          {isOurs && <span class="news">{ui.registerAgainHint}</span>}
          {commandNews(here, REGISTER, TEST_WEBHOOK)}
        </div>
      )}
    </div>
  );
}

function delivery(at: string | undefined, { say: { ui }, relative, nowMs }: Here) {
  if (at === undefined) return <span class="quiet">{ui.noDelivery}</span>;
  return (
    <>
      <span class="well">{icon('check')}</span> {fill(ui.lastDelivery, relative(at, nowMs()))}
    </>
  );
}

type Test = NonNullable<Extract<WebhookStanding, { kind: 'registered' }>['test']>;

function testLine({ state, sentAt, tookMs }: Test, { say: { ui }, relative, duration, nowMs }: Here) {
  return (
    <div role="status">
      {state === 'waiting' && (
        <p class="running">
          <span class="bar" aria-hidden="true" />
          {fill(ui.testWaiting, relative(sentAt, nowMs()))}
        </p>
      )}
      {state === 'arrived' && (
        <p class="well">
          {icon('check')} {tookMs === undefined ? ui.testArrived : fill(ui.testArrivedIn, duration(tookMs))}
        </p>
      )}
      {state === 'lost' && (
        <p class="trouble">
          {icon('triangle')} {ui.testLost} {ui.testLostRemedy}
        </p>
      )}
    </div>
  );
}
