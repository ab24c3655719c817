import { afterAll, beforeAll, expect, it } from 'vitest';
import { allow } from '../world/oauth/allow.ts';
import { type Product, startProduct } from './start-product.ts';

let product: Product;
beforeAll(async () => {
  product = await startProduct({ isNew: true });
});
afterAll(() => product.stop());

const post = async (url: string, form: Record<string, string>) => {
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams(form) });
  return { status: answer.status, text: await answer.text() };
};
const valueIn = (page: string, name: string) =>
  new RegExp(`${name}="([^"]+)"`).exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';

it('the page that asks to connect the helpdesk goes on by itself once that is done, and once only', async () => {
  const { url, token } = await product.world.sign({ role: 'admin', location: 'nav_bar' });
  const { text: page } = await post(url, { token });
  const continued = valueIn(page, 'name="continued" value');
  const ask = () => post(`${product.url}/zaf/nav_bar/connected`, { continued });
  const goOn = () => post(`${product.url}${valueIn(page, 'action')}`, { continued });
  expect((await ask()).status, 'nobody has allowed it yet').toBe(202);
  expect((await post(`${product.url}/zaf/nav_bar/connected`, { continued: `${continued}x` })).status).toBe(401);
  expect((await post(`${product.url}/zaf/ticket_sidebar/connected`, { continued })).status).toBe(401);

  await fetch((await allow(valueIn(page, 'href'))).location!);
  expect((await ask()).status).toBe(204);
  const opened = await goOn();
  expect(opened.status).toBe(200);
  expect(opened.text).toContain('id="boot"');
  expect((await goOn()).status, 'used up').toBe(401);
});

it('what is not ours, or took too long, asks to reload', async () => {
  const { url } = await product.world.sign({ role: 'admin', location: 'nav_bar' });
  const strange = await post(url, { continued: 'e30.AAAA' });
  expect([strange.status, strange.text]).toEqual([200, expect.stringContaining('Reload the apps')]);
});

it('it runs a script of its own and no other, and speaks to nobody but us', async () => {
  const fresh = await startProduct({ isNew: true });
  const { url, token } = await fresh.world.sign({ role: 'admin', location: 'nav_bar' });
  const answer = await fetch(url, { method: 'POST', body: new URLSearchParams({ token }) });
  const policy = answer.headers.get('content-security-policy') ?? '';
  for (const part of [
    "default-src 'none'",
    "script-src 'nonce-",
    "connect-src 'self'",
    "form-action 'self'",
    'frame-ancestors http',
  ])
    expect(policy).toContain(part);
  await fresh.stop();
});
