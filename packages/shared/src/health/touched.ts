import { z } from 'zod';

/** A ticket on somebody's screen now, or one that was shown an old, missing or wrong value of an incident. */
const TouchedTicket = z.strictObject({
  ticketId: z.string(),
  url: z.string().optional(),
  /** The company, where we have it in mind. */
  customer: z.string().optional(),
  /** Who has it open, or has answered it, by name. */
  agents: z.array(z.string()),
  isOpen: z.boolean(),
  /** A reply went out meanwhile. */
  wasAnswered: z.boolean(),
});

/** `GET /v1/status/open`: what is on screen now. `GET /v1/incidents/:id/touched`: what one incident has touched. */
export const Touched = z.strictObject({
  /** Open ones first. */
  tickets: z.array(TouchedTicket),
  /** Tickets beyond as many as are listed. */
  more: z.int(),
  /** Who is online, by name, and how many tickets they have open. */
  agents: z.array(z.strictObject({ name: z.string(), tickets: z.int() })),
  /** The helpdesk's own search for the tickets that were marked: it finds no others by their numbers. */
  searchUrl: z.string().optional(),
  /** A tag of this incident's own, by which one search finds all of them; absent where nothing may be written there. */
  bulk: z
    .strictObject({
      tag: z.string(),
      /** So many had it when it was last given; absent before. */
      tagged: z.strictObject({ tickets: z.int(), searchUrl: z.string().optional() }).optional(),
    })
    .optional(),
});
export type Touched = z.infer<typeof Touched>;

/** `POST /v1/incidents/:id/tag`: every ticket it has touched is given the tag. False: the helpdesk did not take it. */
export const TagAnswer = z.strictObject({ isDone: z.boolean(), tickets: z.int() });
export type TagAnswer = z.infer<typeof TagAnswer>;

/** `GET /v1/incidents/people`: leads and admins who have opened a page of ours lately, and who is online, by name. */
export const People = z.strictObject({ names: z.array(z.string()) });
export type People = z.infer<typeof People>;
