/** Whose values a ticket may show: as the vendors have ever said, and as people have picked. */
export function createWhose() {
  const customers = new Map<string, Set<number>>();
  const tickets = new Map<string, Set<number>>();
  const add = (to: Map<string, Set<number>>, key: string, first: number, one: number) =>
    to.set(key, (to.get(key) ?? new Set([first])).add(one));
  const customersOf = (desk: string, ticket: number) => customers.get(`${desk} ${ticket}`) ?? new Set([ticket]);

  return {
    /** From now on this ticket may be of that customer. */
    connect(desk: string, ticket: number, customer: number): void {
      for (const one of customersOf(desk, customer)) add(customers, `${desk} ${ticket}`, ticket, one);
    },
    /** The history of that customer is of this ticket, too. */
    wrote(desk: string, customer: number, ticket: number): void {
      add(tickets, `${desk} ${customer}`, customer, ticket);
    },
    ownersOf(desk: string, ticket: number): ReadonlySet<string> {
      return new Set(
        [...customersOf(desk, ticket)].flatMap((customer) => [
          ...[`${desk} ${customer}`, `${desk} ${customer} person`],
          ...[...(tickets.get(`${desk} ${customer}`) ?? [customer])].map((one) => `${desk} ${one} ticket`),
        ]),
      );
    },
  };
}
export type Whose = ReturnType<typeof createWhose>;
