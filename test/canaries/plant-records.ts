import type { Account, Bundle, Contact, HelpdeskTicket, HelpdeskUser } from '../world/company/bundle.ts';
import type { Payer } from '../world/company/payer.ts';
import type { Canaries, CanaryKind } from './canary.ts';

/**
 * Puts values of its own into what the vendors hold of each customer: what is the same in two systems stays the same, so that
 * everybody is still found. Domains, ids and figures stay as they are.
 */
export function createRecordPlanter(
  canaries: Canaries,
  helpdesk: string,
  /** As they are: the same people write to several helpdesks. */
  keepsAddresses = false,
): (bundle: Bundle) => Bundle {
  const planted = new Map<string, string>();
  /** One value for one text of one owner, however often it is asked for. */
  const instead = (owner: string, kind: CanaryKind, text: string): string => {
    const key = `${owner} ${kind} ${text.toLowerCase()}`;
    const known = planted.get(key) ?? canaries.make(kind, 'shown', owner);
    planted.set(key, known);
    return known;
  };
  /** An address is one person's wherever it stands. What follows a plus stays. */
  const address = (text: string): string => {
    if (keepsAddresses) return text;
    const [, local = '', rest = ''] = /^([^@+]*)(.*)$/.exec(text) ?? [];
    return instead(helpdesk, 'email', local + rest.replace(/^\+[^@]*/, '')).replace(/@.*/, '') + rest;
  };
  return (bundle) => {
    const owner = `${helpdesk} ${bundle.tickets[0]?.id}`;
    const person = (text: string) => text.replaceAll(/[^\s]+/g, (word) => instead(`${owner} person`, 'name', word));
    const written = (text: string) => instead(`${owner} ticket`, 'text', text);
    const name = (text: string) => text.replaceAll(/[^\s]+/g, (word) => instead(owner, 'name', word));
    const free = (text: string) => instead(owner, 'text', text);
    const maybe = <T>(text: T | null, to: (text: T) => T): T | null => (text === null ? null : to(text));

    const account = (one: Account): Account => ({ ...one, name: name(one.name), owner: maybe(one.owner, name) });
    const contact = (one: Contact): Contact => ({
      ...{ ...one, firstName: person(one.firstName), lastName: person(one.lastName), email: address(one.email) },
      ...(one.otherEmails && { otherEmails: one.otherEmails.map(address) }),
      jobTitle: maybe(one.jobTitle, (title) => instead(`${owner} person`, 'text', title)),
    });
    const user = (one: HelpdeskUser): HelpdeskUser => ({
      ...{ ...one, name: person(one.name), email: maybe(one.email, address) },
    });
    const ticket = (one: HelpdeskTicket): HelpdeskTicket => ({
      ...{ ...one, subject: written(one.subject), message: written(one.message) },
    });
    const payer = (one: Payer): Payer => ({ ...one, name: maybe(one.name, name), email: maybe(one.email, address) });
    return {
      ...{ accounts: bundle.accounts.map(account), contacts: bundle.contacts.map(contact) },
      ...{ users: bundle.users.map(user), tickets: bundle.tickets.map(ticket), payers: bundle.payers.map(payer) },
      organizations: bundle.organizations.map((one) => ({ ...one, name: name(one.name) })),
      usage: bundle.usage.map((one) => ({
        ...{ ...one, topError: maybe(one.topError, free) },
        ...(one.appVersion !== undefined && { appVersion: instead(owner, 'name', one.appVersion) }),
        ...(one.flags && { flags: one.flags.map((flag) => instead(owner, 'name', flag)) }),
      })),
      ...(bundle.deals && { deals: bundle.deals.map((one) => ({ ...one, name: free(one.name) })) }),
      ...(bundle.talks && { talks: bundle.talks.map((one) => ({ ...one, title: free(one.title) })) }),
      ...(bundle.pinned && { pinned: bundle.pinned.map((one) => ({ ...one, body: `<p>${free(one.body)}</p>` })) }),
    };
  };
}
