import { h } from './element.ts';
import type { SignedEntry } from './server.ts';

/** Loads the app's page into the named frame, by a POST that carries the signed token, as the helpdesk does. */
export function postEntry({ url, token }: SignedEntry, frameName: string) {
  const field = h('input', { type: 'hidden', name: 'token', value: token });
  const form = h('form', { method: 'post', action: url, target: frameName, hidden: true }, field);
  document.body.append(form);
  form.submit();
  form.remove();
}
