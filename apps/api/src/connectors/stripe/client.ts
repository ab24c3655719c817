import type { z } from 'zod';
import { answerOrNobody, type HttpClient } from '../http-client.ts';
import type { Product } from './product-catalogue.ts';
import {
  WireCustomer,
  WireCustomerOrDeleted,
  WireInvoice,
  WireList,
  WireNotFound,
  WireProduct,
  WireSubscription,
} from './wire.ts';

/** Ten subscriptions a page, newest first; past thirty, ended ones included, nobody reads on. */
const MOST_PAGES = 3;

const Customers = WireList(WireCustomer);
const Subscriptions = WireList(WireSubscription);
const Invoices = WireList(WireInvoice);

export function createStripeClient(http: HttpClient) {
  async function get<T>(schema: z.ZodType<T>, path: string, signal: AbortSignal): Promise<T | null> {
    return answerOrNobody(schema, WireNotFound, await http.send({ path }, signal));
  }

  return {
    async customersByEmail(email: string, signal: AbortSignal): Promise<WireCustomer[]> {
      const page = await get(Customers, `/v1/customers?email=${encodeURIComponent(email)}&limit=10`, signal);
      return page?.data ?? [];
    },

    /** Dots alone would climb out of the path they are put into, escaped or not. */
    customer: async (id: string, signal: AbortSignal) =>
      /^\.+$/.test(id) ? null : get(WireCustomerOrDeleted, `/v1/customers/${encodeURIComponent(id)}`, signal),

    async subscriptions(customer: string, signal: AbortSignal): Promise<WireSubscription[] | null> {
      const path = `/v1/subscriptions?customer=${encodeURIComponent(customer)}&status=all&limit=10`;
      const found: WireSubscription[] = [];
      let after = '';
      for (let i = 0; i < MOST_PAGES; i += 1) {
        const page = await get(Subscriptions, path + after, signal);
        if (page === null) return null;
        found.push(...page.data);
        const last = page.data.at(-1);
        if (!page.has_more || !last) break;
        after = `&starting_after=${encodeURIComponent(last.id)}`;
      }
      return found;
    },

    /** The newest dozen, and every open one: what is owed may be older than that. */
    async invoices(customer: string, signal: AbortSignal): Promise<WireInvoice[] | null> {
      const path = `/v1/invoices?customer=${encodeURIComponent(customer)}&limit=12`;
      const newest = await get(Invoices, path, signal);
      if (!newest?.has_more) return newest?.data ?? null;
      const open = await get(Invoices, `${path}&status=open`, signal);
      return [...new Map([...newest.data, ...(open?.data ?? [])].map((invoice) => [invoice.id, invoice])).values()];
    },

    async product(id: string, signal: AbortSignal): Promise<Product | null> {
      const product = await get(WireProduct, `/v1/products/${encodeURIComponent(id)}`, signal);
      return product && { name: product.name, planCode: product.metadata.plan_code ?? null };
    },
  };
}
