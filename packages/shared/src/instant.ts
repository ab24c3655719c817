import { z } from 'zod';

/** An instant that a database holds too: there is no year 0 there. */
export const Instant = z.iso.datetime().refine((text) => !text.startsWith('0000'));
