import type { z } from 'zod';
import { readable } from '../each-record.ts';
import { answerAs, answerOrNobody, type HttpClient } from '../http/http-client.ts';
import { UpstreamError } from '../upstream-error.ts';
import { domainsOf, spellingsOf } from './domains.ts';
import { listed } from './normalise.ts';
import {
  WireCompanies,
  WireCompany,
  WireContact,
  WireDetails,
  WireNotFound,
  WireOtherEmails,
  WireSearch,
} from './wire.ts';

/** Two are already too many to choose from; a few more let an agent see the right one. */
const MAX_COMPANIES = 5;
/** Tokens of an address may be in others' too: a few hits are looked through for the very one. */
const MAX_LOOKED_THROUGH = 20;
/** As many as somebody looks through; with more they say more of it. */
const MAX_FOUND = 10;

/** Links are written by people and other apps: what is no record id is nobody's, and not worth a call. */
export const isId = (id: string) => /^\d{1,20}$/.test(id);

/** Properties of a record, and those of them whose history is wanted. */
export interface AskedOf {
  readonly names: readonly string[];
  readonly since: readonly string[];
}

interface Filter {
  readonly propertyName: string;
  readonly operator: 'IN' | 'CONTAINS_TOKEN';
  readonly value?: string;
  readonly values?: readonly string[];
}

export function createHubspotClient(http: HttpClient, apiVersion: string) {
  const objects = `/crm/objects/${apiVersion}`;

  async function contact(key: string, by: string, { names, since }: AskedOf, signal: AbortSignal) {
    const history = since.length === 0 ? '' : `&propertiesWithHistory=${list(since)}`;
    const query = `${by}properties=${list(names)}${history}&associations=companies`;
    const path = `${objects}/contacts/${encodeURIComponent(key)}?${query}`;
    return answerOrNobody(WireContact, WireNotFound, await http.send({ path }, signal));
  }

  /** Searches and batches: whoever is not there is not among the results, so a 404 is about the path. */
  async function ask<T>(schema: z.ZodType<T>, path: string, body: object, signal: AbortSignal): Promise<T> {
    return answerAs(schema, await http.send({ method: 'POST', path, body }, signal));
  }

  /** Hits of any of the filters. */
  function search(
    type: 'contacts' | 'companies',
    filters: readonly Filter[],
    properties: readonly string[],
    limit: number,
    signal: AbortSignal,
  ) {
    const filterGroups = filters.map((filter) => ({ filters: [filter] }));
    const body = { filterGroups, properties, sorts: [], limit, after: '0' };
    return ask(WireSearch, `${objects}/${type}/search`, body, signal);
  }

  const contactById = async (id: string, asked: AskedOf, signal: AbortSignal) =>
    isId(id) ? contact(id, '', asked, signal) : null;

  return {
    contactById,

    /** By the main address, else by a further one: `idProperty=email` knows the main one only. */
    async contactByEmail(email: string, asked: AskedOf, signal: AbortSignal) {
      if (!email.includes('@')) return null;
      const found = await contact(email, 'idProperty=email&', asked, signal);
      if (found) return found;
      const propertyName = 'hs_additional_emails';
      const filter: Filter = { propertyName, operator: 'CONTAINS_TOKEN', value: email };
      const hits = await search('contacts', [filter], [propertyName], MAX_LOOKED_THROUGH, signal);
      const { records, leftOut } = readable(WireOtherEmails, hits.results);
      for (const { id, properties: has } of records) {
        const others = listed(has.hs_additional_emails).map((other) => other.toLowerCase());
        if (others.includes(email.toLowerCase())) return contactById(id, asked, signal);
      }
      // The person may be among those that were not read: "nobody" would be a guess.
      if (leftOut > 0 || hits.total > hits.results.length) throw new UpstreamError('bad_answer');
      return null;
    },

    async company(id: string, properties: readonly string[], signal: AbortSignal) {
      if (!isId(id)) return null;
      const body = { inputs: [{ id }], properties, propertiesWithHistory: [] };
      const answer = await ask(WireCompanies, `${objects}/companies/batch/read`, body, signal);
      if (answer.results[0]) return answer.results[0];
      // Part of a batch may fail for other reasons than "no such company".
      if (answer.errors?.some((error) => error.category !== 'OBJECT_NOT_FOUND')) throw new UpstreamError('bad_answer');
      return null;
    },

    /** Whose domain it is, or one of their further domains. One odd company is left out. */
    async companiesByDomain(domain: string, properties: readonly string[], signal: AbortSignal) {
      if (!domain.includes('.')) return { companies: [], isCutShort: false, leftOut: 0 };
      const filters: Filter[] = [
        { propertyName: 'domain', operator: 'IN', values: spellingsOf(domain) },
        { propertyName: 'hs_additional_domains', operator: 'CONTAINS_TOKEN', value: domain },
      ];
      const { total, results: hits } = await search('companies', filters, properties, MAX_LOOKED_THROUGH, signal);
      const understood = hits.flatMap((hit) => WireCompany.safeParse(hit).data ?? []);
      // Nothing that could be understood is no list with gaps: its first hit says what is wrong.
      if (understood.length === 0 && hits.length > 0) answerAs(WireCompany, { status: 200, json: hits[0] });
      const own = understood.filter((company) => domainsOf(company).includes(domain));
      return {
        companies: own.slice(0, MAX_COMPANIES),
        isCutShort: own.length > MAX_COMPANIES || total > hits.length,
        leftOut: hits.length - understood.length,
      };
    },

    /** By the words of its name, domain, website or telephone number: what the vendor looks through by itself. */
    async companiesByText(query: string, properties: readonly string[], signal: AbortSignal) {
      // Without words it would be everybody.
      if (query.trim() === '') return { companies: [], isCutShort: false };
      const body = { query, filterGroups: [], properties, sorts: [], limit: MAX_FOUND, after: '0' };
      const { total, results: hits } = await ask(WireSearch, `${objects}/companies/search`, body, signal);
      const companies = hits.flatMap((hit) => WireCompany.safeParse(hit).data ?? []);
      if (companies.length === 0 && hits.length > 0) answerAs(WireCompany, { status: 200, json: hits[0] });
      return { companies, isCutShort: total > companies.length };
    },

    /** The account itself, whatever it holds. */
    async details(signal: AbortSignal) {
      return answerAs(WireDetails, await http.send({ path: `/account-info/${apiVersion}/details` }, signal));
    },
  };
}

const list = (names: readonly string[]) => names.map(encodeURIComponent).join(',');
