/** What somebody who works on a read should know of it, by the read. Goes into docs/connectors.md beside its calls. */
export const readNotes: Readonly<Record<string, string>> = {
  'helpdesk.ticket': 'the ticket’s own organization outranks its requester’s',
  'helpdesk.requester': 'a deleted user is nobody',
  'helpdesk.agent':
    'an unknown role is refused. The groups are asked for where the token may read them (`groups:read`); refused with 403, nobody is in any group',
  'helpdesk.history':
    'the 25 tickets of the organization that changed last, or of a requester who has none, with who has them, their groups, times and service targets. Tickets in a private group are left out',
  'helpdesk.groups': 'every page, or none: half a list would shut people out. For the rollout; needs `groups:read`',
  'helpdesk.members':
    'how many people are in one group, for the rollout; the helpdesk’s own count, a day old at most where it is very large',
  'helpdesk.brands': 'whose addresses agents may work on; needs `brands:read`',
  'helpdesk.myself': 'whose credential ours is. Also the probe',
  'crm.contact':
    'nobody by that main address: searched among the further ones. A contact with more companies than a page is linked to none by itself',
  'crm.account': 'after a merge the record has the survivor’s id',
  'crm.domain':
    'by domain with or without `www.` and by further domains; five at most, and it says when there are more',
  'crm.sales':
    'the company with the ids of what is tied to it, then what they stand for, a call for each kind and none for a kind there is nothing of, and one for a note that is pinned to its page (`POST …/notes/batch/read`, where the key may read notes); more than a hundred of a kind are searched for, the newest first. Stages, people and the account’s currency are kept for ten minutes. A deal in a stage that there is not is left out, and said to be. Needs `crm.objects.deals.read` and `crm.objects.owners.read`',
  'crm.details':
    'which account the key opens: another than the map’s `portalId`, or a test account on a live connection, is a fault. Also the probe: it is about nobody',
  'billing.customer':
    'the filter is case-sensitive: asked as written and in lower case; ten at most. Before "nobody" is said for the first time, one customer, whoever, shows whether the key reads live or test data',
  'billing.subscriptions':
    '50; where there are more, those not canceled are read by themselves, 250 at most. The product of each line is kept for ten minutes: Stripe expands four levels and the product is the fifth. Customer and schedules only when nothing is live, to tell "deleted", "begins later" and "bought nothing"; the customer also for a trial without a payment method of its own',
  'billing.invoices':
    'the newest 12; where there are more, all open and all uncollectible ones, 200 of each at most. The payment intents of the five newest open ones that somebody has tried to collect',
  'billing.payment': 'worked out by `stripe/payment-status.ts`; the table is in [payment-states.md](payment-states.md)',
  'telemetry.usage': '30 days; the account is a value beside the query',
  'telemetry.errors': '24 hours; the same',
  'telemetry.person':
    'persons with this address, 20 at most; of each only the properties that the map asks for, and of those only whether they say yes or no. Not asked by the demo company’s map',
  'issues.known': '300 issues or six calls at most; past that it says that there are more',
  'issues.incidents': 'no key',
  'issues.myself': 'whose token it is. Also the probe',
};
