import { z } from 'zod';
import { readEach } from '../each-record.ts';
import { answerAs, answerOrNobody, type HttpClient } from '../http/http-client.ts';
import type { Gaps } from '../port.ts';
import type { Product } from './product-catalogue.ts';
import { type Listed, RawPage, readList } from './read-list.ts';
import { hasPaymentsList } from './version.ts';
import {
  WireCustomer,
  WireCustomerOrDeleted,
  WireDeleted,
  WireIntent,
  WireInvoice,
  WireList,
  WireNotFound,
  WireProduct,
  WireSchedule,
  WireSubscription,
} from './wire.ts';

/**
 * Caps, chosen so that no page comes near the megabyte a body may have (a subscription holds up to twenty items, an
 * invoice ten lines): 50 subscriptions of any state and 250 that have not been cancelled; the newest 12 invoices, and
 * 200 open and 200 uncollectible ones.
 */
const SUBSCRIPTIONS_A_PAGE = 50;
const NEWEST_INVOICES = 12;
const OWED_A_PAGE = 40;
const MAX_PAGES = 5;
const SCHEDULES_A_PAGE = 100;
const MAX_CUSTOMERS = 10;

const Customers = WireList(z.unknown());
const OneCustomer = WireList(WireCustomer);

export function createStripeClient(http: HttpClient, apiVersion: string) {
  const paid = `expand%5B%5D=${hasPaymentsList(apiVersion) ? 'data.payments' : 'data.payment_intent'}`;

  async function get<T>(schema: z.ZodType<T>, path: string, signal: AbortSignal): Promise<T | null> {
    return answerOrNobody(schema, WireNotFound, await http.send({ path }, signal));
  }

  const list = <T extends { readonly id: string }>(
    schema: z.ZodType<T>,
    path: string,
    mostPages: number,
    signal: AbortSignal,
  ): Promise<Listed<T> | null> =>
    readList(
      schema,
      (after) =>
        get(RawPage, after === undefined ? path : `${path}&starting_after=${encodeURIComponent(after)}`, signal),
      mostPages,
    );

  return {
    async customersByEmail(email: string, signal: AbortSignal) {
      const path = `/v1/customers?email=${encodeURIComponent(email)}&limit=${MAX_CUSTOMERS}`;
      const page = await get(Customers, path, signal);
      const { records, leftOut } = readEach(WireCustomer, page?.data ?? []);
      return { items: records, gaps: { isCutShort: page?.has_more ?? false, leftOut } };
    },

    /** Any customer at all, to see whose data this key reads. Undefined where there is none yet. */
    async anyCustomer(signal: AbortSignal): Promise<WireCustomer | undefined> {
      return answerAs(OneCustomer, await http.send({ path: '/v1/customers?limit=1' }, signal)).data[0];
    },

    /** Dots alone would climb out of the path they are put into, escaped or not. */
    customer: async (id: string, signal: AbortSignal) =>
      /^\.+$/.test(id) ? null : get(WireCustomerOrDeleted, `/v1/customers/${encodeURIComponent(id)}`, signal),

    /**
     * Newest first. Where they do not fit one page, those that have ended are what there is so much of (checkouts that
     * expired, a plan bought anew each month): then those that have not been cancelled are read by themselves.
     */
    async subscriptions(customer: string, signal: AbortSignal): Promise<Listed<WireSubscription> | null> {
      const path = `/v1/subscriptions?customer=${encodeURIComponent(customer)}&limit=${SUBSCRIPTIONS_A_PAGE}`;
      const newest = await list(WireSubscription, `${path}&status=all`, 1, signal);
      if (!newest?.gaps.isCutShort) return newest;
      return merged(newest, [await list(WireSubscription, path, MAX_PAGES, signal)]);
    },

    /** The newest dozen, and all that may be owed: that may be older. */
    async invoices(customer: string, signal: AbortSignal): Promise<Listed<WireInvoice> | null> {
      const path = `/v1/invoices?customer=${encodeURIComponent(customer)}&${paid}`;
      const newest = await list(WireInvoice, `${path}&limit=${NEWEST_INVOICES}`, 1, signal);
      if (!newest?.gaps.isCutShort) return newest;
      const owed = ['open', 'uncollectible'].map((status) =>
        list(WireInvoice, `${path}&status=${status}&limit=${OWED_A_PAGE}`, MAX_PAGES, signal),
      );
      return merged(newest, await Promise.all(owed));
    },

    /** What has not begun yet. */
    schedules: (customer: string, signal: AbortSignal): Promise<Listed<WireSchedule> | null> =>
      list(
        WireSchedule,
        `/v1/subscription_schedules?customer=${encodeURIComponent(customer)}&scheduled=true&limit=${SCHEDULES_A_PAGE}`,
        MAX_PAGES,
        signal,
      ),

    intent: (id: string, signal: AbortSignal) =>
      get(WireIntent, `/v1/payment_intents/${encodeURIComponent(id)}`, signal),

    async product(id: string, signal: AbortSignal): Promise<Product | null> {
      const answer = await http.send({ path: `/v1/products/${encodeURIComponent(id)}` }, signal);
      // Prices go on naming a product that has been deleted.
      if (answer.status < 300 && WireDeleted.safeParse(answer.json).success) return null;
      const product = answerOrNobody(WireProduct, WireNotFound, answer);
      return product && { name: product.name, planCode: product.metadata.plan_code ?? null };
    },
  };
}

export type StripeClient = ReturnType<typeof createStripeClient>;

/** What is missing of `newest` is what the others were read for. */
function merged<T extends { readonly id: string }>(
  newest: Listed<T>,
  others: readonly (Listed<T> | null)[],
): Listed<T> {
  const parts = [newest, ...others.filter((part) => part !== null)];
  const gaps: Gaps = {
    isCutShort: parts.slice(1).some((part) => part.gaps.isCutShort),
    // An odd record may be on two of them: it is one record all the same.
    leftOut: Math.max(...parts.map((part) => part.gaps.leftOut)),
  };
  return { items: [...new Map(parts.flatMap(({ items }) => items.map((item) => [item.id, item]))).values()], gaps };
}
