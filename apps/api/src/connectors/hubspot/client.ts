import type { z } from 'zod';
import { answerOrNobody, type HttpClient, type HttpRequest } from '../http-client.ts';
import { UpstreamError } from '../upstream-error.ts';
import { WireCompanies, WireContact, WireNotFound } from './wire.ts';

const OBJECTS = '/crm/v3/objects';
/** Two are already too many to choose from; a few more let an agent see the right one. */
const MOST_COMPANIES = 5;

/** Links are written by people and other apps: what is no record id is nobody's, and not worth a call. */
const isId = (id: string) => /^\d{1,20}$/.test(id);

export function createHubspotClient(http: HttpClient) {
  async function send<T>(schema: z.ZodType<T>, request: HttpRequest, signal: AbortSignal): Promise<T | null> {
    return answerOrNobody(schema, WireNotFound, await http.send(request, signal));
  }

  function contact(key: string, by: string, properties: readonly string[], signal: AbortSignal) {
    const query = `${by}properties=${list(properties)}&associations=companies`;
    return send(WireContact, { path: `${OBJECTS}/contacts/${encodeURIComponent(key)}?${query}` }, signal);
  }

  return {
    contactById: async (id: string, properties: readonly string[], signal: AbortSignal) =>
      isId(id) ? contact(id, '', properties, signal) : null,

    contactByEmail: async (email: string, properties: readonly string[], signal: AbortSignal) =>
      email.includes('@') ? contact(email, 'idProperty=email&', properties, signal) : null,

    async company(id: string, properties: readonly string[], signal: AbortSignal) {
      if (!isId(id)) return null;
      const body = { inputs: [{ id }], properties, propertiesWithHistory: [] };
      const answer = await send(
        WireCompanies,
        { method: 'POST', path: `${OBJECTS}/companies/batch/read`, body },
        signal,
      );
      if (answer?.results[0]) return answer.results[0];
      // Part of a batch may fail for other reasons than "no such company".
      if (answer?.errors?.some((error) => error.category !== 'OBJECT_NOT_FOUND')) throw new UpstreamError('bad_answer');
      return null;
    },

    async companiesByDomain(domain: string, properties: readonly string[], signal: AbortSignal) {
      if (!domain.includes('.')) return [];
      const filters = [{ propertyName: 'domain', operator: 'EQ', value: domain }];
      const body = { filterGroups: [{ filters }], properties, sorts: [], limit: MOST_COMPANIES, after: '0' };
      const answer = await send(WireCompanies, { method: 'POST', path: `${OBJECTS}/companies/search`, body }, signal);
      return answer?.results ?? [];
    },
  };
}

const list = (names: readonly string[]) => names.map(encodeURIComponent).join(',');
