/** So many customers, each with a ticket, an account, a payer and usage of their own: nothing is asked for two at once. */
export const CUSTOMERS = 64;

/** The recorded customer's ids, written on: what every answer and question about customer `i` carries instead. */
export const ofCustomer = (text: string, ids: readonly string[], i: number): string =>
  ids.reduce((found, id) => found.replaceAll(id, `${id}${suffix(i)}`), text);

const suffix = (i: number): string => String(10 + (i % CUSTOMERS));

/** Whom a question is about, by the first of those ids in it; undefined for what is the same for all. */
export function customerIn(question: string, ids: readonly string[]): number | undefined {
  for (const id of ids) {
    const at = question.indexOf(id);
    if (at >= 0) return Number(question.slice(at + id.length, at + id.length + 2)) - 10;
  }
  return undefined;
}
