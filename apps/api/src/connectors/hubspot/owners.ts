import { z } from 'zod';
import { readable } from '../each-record.ts';
import { answerAs, type HttpClient } from '../http/http-client.ts';

const text = z.string().nullish();
/** https://developers.hubspot.com/docs/api-reference/latest/crm/owners/guide */
const WireOwner = z.object({
  ...{ id: z.string(), firstName: text, lastName: text, email: text, userId: z.coerce.string().nullish() },
});
/** Each is looked at by itself: of an odd one only the name is not known. */
const WireOwners = z.object({ results: z.array(z.unknown()) });
const MOST = 500;

/** Somebody who works in HubSpot. `id`: what records name them by; `userId`: what the history of a value does. */
interface Owner {
  readonly id: string;
  readonly userId: string | undefined;
  readonly name: string;
}

/** All of them, by one call. */
export async function readOwners(http: HttpClient, apiVersion: string, signal: AbortSignal): Promise<readonly Owner[]> {
  const answer = await http.send({ path: `/crm/owners/${apiVersion}?limit=${MOST}` }, signal);
  return readable(WireOwner, answerAs(WireOwners, answer).results).records.flatMap((owner) => {
    const { id, userId, firstName, lastName, email } = owner;
    const name = [firstName, lastName].filter(Boolean).join(' ') || email;
    return name ? [{ id, userId: userId ?? undefined, name }] : [];
  });
}
