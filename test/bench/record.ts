import { startWorld } from '../world/world.ts';
import { type Peer, startPeer } from './processes.ts';

export interface Question {
  readonly path: string;
  readonly body?: string;
}

export interface Recording {
  /** Path prefix → body, as the vendors of the world answer for the first sample ticket. */
  readonly answers: Record<string, string>;
  /** The four calls the peers make too; with a body a POST. */
  readonly questions: readonly Question[];
  readonly env: Record<string, string>;
  /** What the agent's page asks about that ticket. */
  readonly request: string;
  /** What tells that customer from another, in questions and in answers. */
  readonly ids: readonly string[];
}

/** The vendors as one server that replays what was recorded. */
export const startUpstream = ({ answers, ids }: Recording, delayMs: number): Promise<Peer> =>
  startPeer('upstream.ts', { RECORDED: JSON.stringify(answers), IDS: JSON.stringify(ids), DELAY_MS: String(delayMs) });

/** Takes the four answers the peers and we ask for from the real world, once, so that the bench's upstream can replay them. */
export async function recordAnswers(): Promise<Recording> {
  const world = await startWorld({ customers: 0 });
  try {
    const env = world.env();
    const sample = world.tickets[0]!;
    const { requesterId, organizationId } = sample.bundle.tickets[0]!;
    const account = sample.truth.account!;
    const hints = {
      requesterId: String(requesterId),
      ...(organizationId && { organizationId: String(organizationId) }),
    };
    const fetchText = async (url: string, init: RequestInit = {}) => {
      const answer = await fetch(url, init);
      if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
      return answer.text();
    };
    const bearer = (token: string) => ({ authorization: `Bearer ${token}`, 'content-type': 'application/json' });
    const ticket = await fetchText(
      `${env.ZENDESK_URL}/api/v2/tickets/${sample.ticketId}.json?include=users,organizations`,
      {
        headers: bearer(env.ZENDESK_TOKEN!),
      },
    );
    const contactId = /"external_id":"(51\d+)"/.exec(ticket)?.[1] ?? '';
    const companies = {
      path: '/crm/objects/2026-03/companies/batch/read',
      body: JSON.stringify({
        inputs: [{ id: account.id }],
        properties: [
          'name',
          'domain',
          'customer_tier',
          'account_owner_name',
          'stripe_customer_id',
          'product_account_id',
        ],
      }),
    };
    const company = await fetchText(`${env.HUBSPOT_URL}${companies.path}`, {
      method: 'POST',
      headers: bearer(env.HUBSPOT_TOKEN!),
      body: companies.body,
    });
    const payer = /"stripe_customer_id":"(cus_\w+)"/.exec(company)?.[1] ?? '';
    const group = /"product_account_id":"(\w+)"/.exec(company)?.[1] ?? '';
    const stripe = { headers: { ...bearer(env.STRIPE_KEY!), 'stripe-version': '2026-10-28.endive' } };
    const subscriptions = await fetchText(
      `${env.STRIPE_URL}/v1/subscriptions?customer=${payer}&status=all&limit=10`,
      stripe,
    );
    const product = /"product":"(prod_\w+)"/.exec(subscriptions)?.[1] ?? '';
    const productBody = await fetchText(`${env.STRIPE_URL}/v1/products/${product}`, stripe);
    const contactPath = `/crm/objects/2026-03/contacts/${contactId}?properties=firstname,lastname,email,jobtitle,city&associations=companies`;
    const contact = await fetchText(`${env.HUBSPOT_URL}${contactPath}`, { headers: bearer(env.HUBSPOT_TOKEN!) });
    return {
      answers: {
        '/api/v2/tickets/': ticket,
        '/crm/objects/2026-03/companies/batch/read': company,
        '/crm/objects/2026-03/contacts/': contact,
        '/v1/subscriptions': subscriptions,
        '/v1/products/': productBody,
      },
      questions: [
        { path: `/api/v2/tickets/${sample.ticketId}.json` },
        companies,
        { path: `/v1/subscriptions?customer=${payer}` },
        { path: contactPath },
      ],
      env,
      request: JSON.stringify({ ticketId: String(sample.ticketId), hints }),
      ids: [String(sample.ticketId), ...Object.values(hints), account.id, contactId, payer, group],
    };
  } finally {
    await world.stop();
  }
}

/** The environment of our own peer: every vendor at one address. */
export function pointAt(env: Record<string, string>, upstream: string): Record<string, string> {
  const host = new URL(upstream).host;
  const vendors = ['ZENDESK', 'HUBSPOT', 'STRIPE', 'POSTHOG', 'JIRA', 'STATUSPAGE'];
  // Nobody is alerted here, and the world that would take alerts is gone.
  const { ALERT_CHANNELS: _, ...own } = env;
  return { ...own, ...Object.fromEntries(vendors.map((v) => [`${v}_URL`, upstream])), ALLOW_HOSTS: host };
}
