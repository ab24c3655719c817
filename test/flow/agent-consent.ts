import { allow } from '../world/oauth/allow.ts';
import { startWorld, type WorldOptions } from '../world/world.ts';
import { type Product, type ProductOptions, startProduct } from './start-product.ts';

export const ADMIN = 7005;
export const AGENT = 7001;
export const OTHER = 7002;

/** A server that can ask the helpdesk as single agents, its vendors connected by its environment. */
export async function startChecked(options: ProductOptions = {}, world?: WorldOptions): Promise<Product> {
  const made = await startWorld({ customers: 20, ...world });
  const product = await startProduct({ ...options, beside: { world: made }, isNew: true, env: made.env() });
  const stop = async () => {
    await product.stop();
    await made.stop();
  };
  return { ...product, stop };
}

/** What the helpdesk's frame beside a ticket is answered. */
export async function enter(product: Product, userId: number, location = 'ticket_sidebar') {
  const { url, token } = await product.world.sign({ role: 'agent', location, userId });
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ token }) });
  const text = await answer.text();
  const valueIn = (name: string) => new RegExp(`${name}="([^"]+)"`).exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
  const boot = /<script type="application\/json" id="boot"[^>]*>([\s\S]*?)<\/script>/.exec(text)?.[1];
  const session = boot === undefined ? undefined : String((JSON.parse(boot) as { session: unknown }).session);
  const consentUrl = valueIn('href');
  return { status: answer.status, text, session, consentUrl, continued: valueIn('name="continued" value'), valueIn };
}

/** They come in, allow it on the helpdesk's own page, and come in. */
export async function consented(product: Product, userId: number): Promise<string> {
  const before = await enter(product, userId);
  if (before.session !== undefined) return before.session;
  if (before.consentUrl === '') throw new Error(`neither a session nor a consent: ${before.text}`);
  const sentBack = await fetch((await allow(before.consentUrl, { userId })).location!);
  if (!sentBack.ok) throw new Error(`the callback answered ${sentBack.status}: ${await sentBack.text()}`);
  await sentBack.body?.cancel();
  const { session, text } = await enter(product, userId);
  if (session === undefined) throw new Error(`no session: ${text}`);
  return session;
}

export const call = (product: Product, token: string, path: string, method = 'GET', body?: object) =>
  fetch(product.url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });

export async function switchCheck(product: Product, isOn: boolean) {
  const admin = product.sessionAs({ tenant: 'acme', role: 'admin' });
  const answer = await call(product, admin, '/v1/setup/agent-check', 'POST', { isOn });
  return { status: answer.status, json: (await answer.json()) as unknown };
}
