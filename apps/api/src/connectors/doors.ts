import { catalogue } from './catalogue.ts';
import type { Door } from './door.ts';

/** How each vendor is connected on the setup page. */
export const doors: Readonly<Record<string, Door>> = Object.fromEntries(
  [...catalogue.values()].map(({ id, door }) => [id, door]),
);
