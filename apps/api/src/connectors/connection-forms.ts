import { catalogue } from './catalogue.ts';
import type { ConnectionForm } from './connection-form.ts';

/** How each vendor is connected on the setup page. */
export const connectionForms: Readonly<Record<string, ConnectionForm>> = Object.fromEntries(
  [...catalogue.values()].map(({ id, form }) => [id, form]),
);
