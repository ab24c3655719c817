import type { Server } from './server.ts';
import { untilMarked, untilOpened, untilReadAgain, untilTold } from './until-noticed.ts';

/** What the guide does to the page and to the world behind it. */
export interface GuideActs {
  readonly server: Pick<Server, 'ticket' | 'setFault' | 'clearFaults' | 'setPayment' | 'alerts' | 'beginAgain'>;
  openTicket(id: string): Promise<void>;
  closeTickets(): void;
  /** Sends a public reply on an open ticket, as whoever is at work. */
  answer(id: string, text: string): void;
  workAs(role: 'agent' | 'lead'): void;
  /** Brings the app's page for leads to the front. */
  showApp(): void;
}

export interface GuideStep {
  /** On the button. */
  readonly label: string;
  /** What happened, once it is done. */
  readonly happened: string;
  /** Where on the page to look, and what stands there. */
  readonly look: string;
  run(acts: GuideActs, signal: AbortSignal): Promise<void>;
}

const OVERDUE = '1002';
const LIED_TO = '1001';
const MERGED = '1007';
/** Those that Maya answers. */
export const ANSWERED: readonly string[] = [OVERDUE, LIED_TO];

/** An agent at the ticket, whatever was opened or closed between the steps. */
async function atTicket({ workAs, openTicket }: GuideActs, id: string): Promise<void> {
  workAs('agent');
  await openTicket(id);
}

export const guideSteps: readonly GuideStep[] = [
  {
    label: `Open ticket #${OVERDUE}`,
    happened: 'Maya, an agent, has opened the ticket of a customer who asks about a payment.',
    look: 'Sidelight on the right, top and card “Payment”: “Past due, 12 days”. So far that is true.',
    async run(acts, signal) {
      await atTicket(acts, OVERDUE);
      await untilOpened(signal);
    },
  },
  {
    label: 'Stop billing',
    happened: 'Billing does not answer any more.',
    look: 'Sidelight’s first line says so. “Plan” and “Payment” keep their last values, with their age, and “What to do” says how to find out by hand.',
    async run(acts, signal) {
      await atTicket(acts, OVERDUE);
      await untilTold('broken', () => acts.server.setFault('billing', { kind: 'hang' }, signal), acts.server, signal);
      await untilReadAgain(signal);
    },
  },
  {
    label: 'Answer the customer',
    happened: 'Maya has answered by the old value: please pay.',
    look: 'The conversation: an internal note below her reply. The fields on the left: the tag sidelight_unconfirmed. Nobody could confirm what she said.',
    async run(acts, signal) {
      await atTicket(acts, OVERDUE);
      acts.answer(OVERDUE, 'Your last invoice is past due. Please pay it, and we go on.');
      await untilMarked(OVERDUE, acts.server, signal);
    },
  },
  {
    label: 'Let the customer pay, then start billing',
    happened: 'The customer has paid meanwhile, and billing is back.',
    look: 'Sidelight: “Payment” says “Paid”. Her answer was wrong: in a few seconds a box on top tells Maya so, with a sentence to send.',
    async run(acts, signal) {
      await atTicket(acts, OVERDUE);
      const payAndStart = async () => {
        await acts.server.setPayment(OVERDUE, 'paid', signal);
        await acts.server.clearFaults(signal);
      };
      await untilTold('back', payAndStart, acts.server, signal);
    },
  },
  {
    label: 'Look at it as a lead',
    happened: 'This is the page of Ruth, a shift lead.',
    look: 'All systems work, and below it “answer at risk”: which ticket, who answered, what was shown then and what is true now.',
    async run({ workAs, showApp }) {
      workAs('lead');
      showApp();
    },
  },
  {
    label: 'Let billing give wrong values',
    happened: `Billing answers in time, but wrongly. Maya believed it and asked the customer of #${LIED_TO} to pay. Then Sidelight noticed: it reads a test customer whose values it knows, the canary.`,
    look: 'The headline says not to rely on billing. Below it: what breaks, and what people do meanwhile. Maya’s ticket is marked, too: she answered since the canary was last right.',
    async run(acts, signal) {
      const lieAndAnswer = async () => {
        await acts.server.setFault('billing', { kind: 'lying' }, signal);
        // What was open before would still show the truth.
        acts.closeTickets();
        await atTicket(acts, LIED_TO);
        await untilOpened(signal);
        acts.answer(LIED_TO, 'Your last invoice is not paid yet. Please pay it, and we go on.');
      };
      await untilTold('broken', lieAndAnswer, acts.server, signal);
      await untilMarked(LIED_TO, acts.server, signal);
      acts.workAs('lead');
      acts.showApp();
    },
  },
  {
    label: 'Let billing be right again',
    happened: 'The canary was right three times in a row.',
    look: 'The headline: the warning has gone by itself. In a few seconds the second “answer at risk” stands below it: a lie that Maya passed on.',
    async run(acts, signal) {
      acts.workAs('lead');
      acts.showApp();
      await untilTold('back', () => acts.server.clearFaults(signal), acts.server, signal);
    },
  },
  {
    label: `Open ticket #${MERGED}`,
    happened: 'Two records of this company were merged in the CRM, and the helpdesk still holds the ID of the old one.',
    look: 'Sidelight, card “Customer”: “Merged in the CRM, found by its old ID”. “Why?” beside it says how.',
    run: (acts) => atTicket(acts, MERGED),
  },
];
