import type { Server } from './server.ts';

/** What the guide does to the page and to the world behind it. */
export interface GuideActs {
  readonly server: Pick<Server, 'setFault' | 'clearFaults' | 'setPayment' | 'alerts' | 'forgetChanges'>;
  openTicket(id: string): void;
  /** Sends a public reply on an open ticket, as whoever is at work. */
  answer(id: string, text: string): void;
  workAs(role: 'agent' | 'lead'): void;
  /** Brings the app's page for leads to the front. */
  showApp(): void;
}

export interface GuideStep {
  /** On the button. */
  readonly label: string;
  /** What there is to see, once it is done. */
  readonly look: string;
  run(acts: GuideActs, signal: AbortSignal): Promise<void>;
}

const OVERDUE = '1002';
const MERGED = '1007';
const LOOK_MS = 500;
const PATIENCE_MS = 120_000;

/** Until the app has told the owner of the system so: that is when everybody else is told, too. */
async function untilTold(
  kind: 'broken' | 'back',
  act: () => Promise<void>,
  { server }: GuideActs,
  signal: AbortSignal,
) {
  const before = (await server.alerts(signal))[kind];
  await act();
  for (const endMs = Date.now() + PATIENCE_MS; Date.now() < endMs; ) {
    if ((await server.alerts(signal))[kind] > before) return;
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    signal.throwIfAborted();
  }
  throw new Error('the app did not notice');
}

export const guideSteps: readonly GuideStep[] = [
  {
    label: `Open ticket #${OVERDUE}`,
    look: 'Payment says: past due, 12 days. An agent would tell the customer so.',
    async run({ openTicket, workAs }) {
      workAs('agent');
      openTicket(OVERDUE);
    },
  },
  {
    label: 'Stop billing',
    look: 'Billing does not answer any more. The banner says so, and Payment keeps its last value, with its age and what to do instead.',
    run: (acts, signal) =>
      untilTold('broken', () => acts.server.setFault('billing', { kind: 'hang' }, signal), acts, signal),
  },
  {
    label: 'Answer the customer',
    look: 'The agent has answered by the old value. The ticket gets a tag and an internal note, because nobody could confirm it.',
    async run({ answer }) {
      answer(OVERDUE, 'Your last invoice is past due. Please pay it, and we go on.');
    },
  },
  {
    label: 'Let the customer pay, then start billing',
    look: 'Billing is back and Payment says: paid. The answer was wrong, and counts as an answer at risk.',
    run: (acts, signal) =>
      untilTold(
        'back',
        async () => {
          await acts.server.setPayment(OVERDUE, 'paid', signal);
          await acts.server.clearFaults(signal);
        },
        acts,
        signal,
      ),
  },
  {
    label: 'Look at it as a lead',
    look: 'Ruth, a shift lead, sees the outage that has ended, and its one answer at risk: what was shown, and what is true.',
    async run({ workAs, showApp }) {
      workAs('lead');
      showApp();
    },
  },
  {
    label: 'Let billing give wrong values',
    look: 'Billing answers in time, and wrongly. Sidelight has read the canary, a made-up customer whose values it knows, and says what not to rely on.',
    run: (acts, signal) =>
      untilTold('broken', () => acts.server.setFault('billing', { kind: 'lying' }, signal), acts, signal),
  },
  {
    label: 'Let billing be right again',
    look: 'The canary was right three times, and the warning has gone.',
    run: (acts, signal) => untilTold('back', () => acts.server.clearFaults(signal), acts, signal),
  },
  {
    label: `Open ticket #${MERGED}`,
    look: 'Two records of this company were merged in the CRM, and the helpdesk still holds the id of the old one. The customer is found all the same.',
    async run({ openTicket, workAs }) {
      workAs('agent');
      openTicket(MERGED);
    },
  },
];
