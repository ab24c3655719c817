import { answerAs } from '../../http/http-client.ts';
import type { Journal, JournalDefinition, JournalFile, JournalGiven, JournalPart } from '../../journal.ts';
import { UpstreamError } from '../../upstream-error.ts';
import { classifyHubspot } from '../classify.ts';
import { HubspotOptions } from '../options.ts';
import { createAppToken } from './app-token.ts';
import { deliveredOf } from './events.ts';
import { lacking, wantedOf } from './subscriptions.ts';
import { WireFile, WireParts, WireSubscriptions } from './wire.ts';

/** Addresses of files do not live long: no more are asked for than are read at once. */
const FILES = 20;
/** Five megabytes are said to be the most. */
const MAX_FILE_BYTES = 8_000_000;
/** A place before the first file: of a journal in which there is none yet. */
const EARLIEST = 'earliest';
const KEPT_MS = 3 * 86_400_000;

/** https://developers.hubspot.com/docs/api-reference/latest/webhooks-journal/guide */
export const hubspotJournal: JournalDefinition = {
  keptMs: KEPT_MS,
  fileHosts: ['*.amazonaws.com', '*.hubapi.com', '*.hubspot.com'],
  open(given) {
    const { clientId, portalId, apiVersion } = HubspotOptions.parse(given.options);
    return clientId === undefined ? undefined : createJournal(given, clientId, portalId, apiVersion);
  },
};

function createJournal(given: JournalGiven, clientId: string, portalId: string, apiVersion: string): Journal {
  const { secrets, steadyNow } = given;
  const token = createAppToken({ http: given.open({}), clientId, secrets, steadyNow });
  const http = given.open({ ...token, classify: classifyHubspot });
  // One app may be installed in several accounts: those of the others are none of ours.
  const files = (place: string) =>
    `/webhooks-journal/journal-local/${apiVersion}/batch/${place}?installPortalId=${portalId}`;
  const subscriptions = `/webhooks-journal/subscriptions/${apiVersion}`;

  const fileAt = (url: string, cursor: string): JournalFile => ({
    cursor,
    async read(signal) {
      const file = fileOf(await given.file(url, MAX_FILE_BYTES, signal));
      const publishedMs = file.publishedAt == null ? undefined : Date.parse(file.publishedAt);
      return { ...deliveredOf(file, cursor, portalId), publishedMs };
    },
  });

  async function part(place: string, cursor: string, signal: AbortSignal): Promise<JournalPart | 'expired'> {
    // What an offset gets that is too old is in no document: whatever is wrong with one is taken for that.
    const answer = await http.send({ path: files(place), alsoAnswers: [400] }, signal);
    if (answer.status === 204) return { cursor, files: [] };
    if (answer.status >= 400) return 'expired';
    const { results } = answerAs(WireParts, answer);
    return {
      cursor: results.at(-1)?.currentOffset ?? cursor,
      files: results.map(({ url, currentOffset }) => fileAt(url, currentOffset)),
    };
  }

  return {
    async subscribe(wishes, signal) {
      const { results } = answerAs(WireSubscriptions, await http.send({ path: subscriptions }, signal));
      for (const wanted of lacking(wantedOf(wishes, Number(portalId)), results)) {
        const answer = await http.send({ method: 'POST', path: subscriptions, body: wanted }, signal);
        if (answer.status >= 300) throw new UpstreamError('not_configured');
      }
    },
    async begin(signal) {
      const newest = await part('latest/1', EARLIEST, signal);
      // It is about no place that could be too old.
      if (newest === 'expired') throw new UpstreamError('not_configured');
      return newest;
    },
    after: (cursor, signal) =>
      part(cursor === EARLIEST ? `earliest/${FILES}` : `${encodeURIComponent(cursor)}/next/${FILES}`, cursor, signal),
  };
}

function fileOf(text: string) {
  try {
    return WireFile.parse(JSON.parse(text));
  } catch (error) {
    throw new UpstreamError('bad_answer', undefined, { cause: error });
  }
}
