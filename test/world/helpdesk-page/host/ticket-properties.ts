import type { Organization, PageSettings, Person, Staff, Ticket } from '../workspace.ts';
import { userOf } from './place-properties.ts';
import type { Tree } from './property-path.ts';
import type { Context } from './to-app.ts';

export type ColorScheme = 'light' | 'dark';

export interface Scene {
  readonly appGuid: string;
  readonly account: PageSettings['account'];
  readonly agent: Staff;
  readonly colorScheme: ColorScheme;
  readonly ticket: Ticket;
  /** A ticket that is not saved yet has no number. */
  readonly isNew: boolean;
}

export const locationOf = (isNew: boolean) => (isNew ? 'new_ticket_sidebar' : 'ticket_sidebar');

export const contextOf = ({ appGuid, account, ticket, isNew }: Scene): Context => ({
  product: 'support',
  location: locationOf(isNew),
  instanceGuid: appGuid,
  account: { subdomain: account.subdomain },
  ...(isNew ? {} : { ticketId: Number(ticket.id) }),
});

/** What `client.get` finds on this ticket. Ids are numbers here, as in the helpdesk; external ids are text. */
export function propertiesOf(scene: Scene): Tree {
  const { appGuid, account, agent, colorScheme, ticket, isNew } = scene;
  return {
    colorScheme,
    currentAccount: { subdomain: account.subdomain, planName: 'Suite Professional' },
    currentUser: userOf(agent),
    // The others come as the page tells of them.
    instances: { [appGuid]: contextOf(scene) },
    viewport: { size: { width: 320, height: 600 } },
    comment: { text: '', type: 'publicReply' },
    ticket: {
      id: isNew ? null : Number(ticket.id),
      isNew,
      subject: ticket.subject,
      description: ticket.messages[0]?.text ?? '',
      status: ticket.status,
      priority: ticket.priority,
      type: 'question',
      tags: ticket.tags,
      externalId: null,
      requester: requesterOf(ticket.requester),
      organization: organizationOf(ticket.organization),
      customField: {},
    },
  };
}

export const requesterOf = (person: Person | null): Tree | null =>
  person && { ...person, id: Number(person.id), role: 'end-user' };

export const organizationOf = (organization: Organization | null): Tree | null =>
  organization && { ...organization, id: Number(organization.id) };
