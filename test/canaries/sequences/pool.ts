import type { TwoDesks } from '../two-desks.ts';
import type { DeskNumber } from './event.ts';

/** A customer that both helpdesks have, by the same ids; what is said of them is each one's own. */
export interface Customer {
  readonly ticketId: number;
  readonly requesterId: number;
  readonly email: string;
  readonly company: string;
  readonly accountId: string;
  readonly contactId: string;
}

/** Of those with one person, one company and something that is masked for agents: few, so that sequences come back to them. */
const TICKETS = [1001, 1002, 1003, 1004, 1005, 1007, 1009, 1010, 1012, 1014, 1024, 1026];

export function createPool({ desks }: TwoDesks) {
  const customers = desks.map(({ world }) =>
    TICKETS.map((id): Customer => {
      const sample = world.tickets.find(({ ticketId }) => ticketId === id);
      const { users, accounts, contacts } = sample?.bundle ?? {};
      const [user, account, contact] = [users?.[0], accounts?.[0], contacts?.[0]];
      if (!user?.email || !account || !contact) throw new Error(`ticket ${id} has no person of a company`);
      const { email } = user;
      return {
        ticketId: id,
        requesterId: user.id,
        email,
        company: account.name,
        accountId: account.id,
        contactId: contact.id,
      };
    }),
  );
  return { at: (desk: DeskNumber, ticket: number): Customer => customers[desk]![ticket % TICKETS.length]! };
}
export type Pool = ReturnType<typeof createPool>;
