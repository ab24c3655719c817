import { customer, maya, note, type Told } from './told.ts';

/** Customers of whom it is not clear at once who they are. */
export const unclearConversations: Readonly<Record<string, Told>> = {
  two_accounts: {
    letter: `Hi,

… Labs will go on with it, and GmbH should stop paying for those seats from December.

Can you do that for us, or do we have to invite everybody again?

Brightside Operations`,
    replies: [
      note(
        'Chidi Eze',
        'This address is used by both of their companies. Be sure which one you are looking at before you talk about plans.',
      ),
    ],
  },
  shared_mailbox: {
    letter: `Hello,

… They type their address, go to our identity provider, come back and see “Something went wrong (SSO-114)”. Password sign-in is disabled for us, so they are locked out.

It started at about 10:00. Please treat this as urgent.

Kestrel Works Service Desk
(this mailbox is read by six people, any of us can answer)`,
    replies: [
      customer(
        'Kestrel Works Service Desk',
        'Update: now eleven people. All of them in the Dublin office, London is fine.',
      ),
      note('Ruth Abara', 'Escalated to the Engineering Desk. Keep the customer posted every 30 minutes.'),
    ],
  },
  plus_address: {
    letter: `Hello,

… Our accountant cannot find it, and the link in the old mail has expired. A PDF to this address is fine.

Thank you,
Lena Fischer`,
    replies: [],
  },
  free_mail: {
    letter: `Hi! … I would use it for my thesis on warehouse routing, two people, for about five months.

Best, Mika`,
    replies: [],
  },
  merged_record: {
    letter: `Hello,

… Since then we are Halden & Byrne, but every PDF report still says “Halden Surveyors” at the top. Clients have started to ask.

Where do we change that?

Elodie Byrne`,
    replies: [
      maya(
        'Hello Elodie, thanks for flagging it. The name on the reports comes from your workspace settings, I am checking who on your side may change it.',
      ),
    ],
  },
  parent_and_child: {
    letter: `Buongiorno,

… It is 4410-IT-07. The invoices go to our group in Zurich, but the group wants to see for which company each line is.

Grazie,
Chiara Fontana
Aurelia Foods`,
    replies: [],
  },
  nobody: {
    letter: `Hello,

… I am preparing a piece on customer support tools and would like to talk to somebody about how your teams work. Who would be the right person?

Grace Oduya`,
    replies: [],
  },
  no_email: {
    letter: '…\n\nCaller says that their exports stop half way and that a deadline is near. No company name given.',
    replies: [note('Maya Lindqvist', 'Called back twice, no answer. Will try again after lunch.')],
  },
  domain_only: {
    letter: `Hi,

… My team lead says everybody at Lumen & Loom has an account, but my address is not recognised. Could you add me?

Beatriz Calado`,
    replies: [],
  },
  no_requester: {
    letter: '…\n\nCollect everybody who wrote in about exports today and send one update when it is fixed.',
    replies: [],
  },
  billing_ambiguous: {
    letter: `Hello,

… 48.00 on the 3rd and 48.00 on the 9th, one ends in 4421 and the other one in 0087. We have only one club account with you, as far as I know.

Rosalind Achterberg
Tidewater Rowing`,
    replies: [
      maya(
        'Hello Rosalind, thank you for the details. I am finding out which of the two belongs to your club’s workspace.',
      ),
    ],
  },
  billing_by_email: {
    letter: `Good day,

… It is about once a week, on all six of our devices (Android 16). The iPad in the office stays signed in.

Kwame Asante`,
    replies: [],
  },
  right_to_left: {
    letter: `שלום,

…

זה קורה רק בקבצים שבהם שמות העמודות בעברית. באנגלית הכול תקין.

תודה,
נועה`,
    replies: [],
  },
  very_long_values: {
    letter: `Dear Sir or Madam,

…

With the compliments of the Clerk to the Company,
Maximiliana-Theodora von Hohenstein-Lichtenberg`,
    replies: [],
  },
  canary: { letter: '…', replies: [] },
};
