import { recordOf } from './record-of.ts';

type Read =
  | { readonly ok: true; readonly name: string; readonly value: string; readonly query: string }
  | { readonly ok: true; readonly isPing: true; readonly query: string }
  | { readonly ok: false; readonly code: string; readonly detail: string };

const refuse = (code: string, detail: string): Read => ({ ok: false, code, detail });

/**
 * Reads the body of a query call as strictly as our own rules are: whom it is about travels as a value and never inside
 * the text, and every query of events bounds its time, or it would scan all events ever kept.
 */
export function readHogql(body: unknown): Read {
  const outer = recordOf(body);
  const inner = recordOf(outer?.query);
  if (!outer || !inner) return refuse('required', 'query: Field required');
  const { kind, query, values } = inner;
  if (kind !== 'HogQLQuery' || typeof query !== 'string') {
    return refuse('invalid_input', 'Only HogQLQuery with a query text is known here');
  }
  // Reads no table, so there is nothing to bound.
  if (/^select 1$/i.test(query.trim())) return { ok: true, isPing: true, query };
  const isOfPersons = /\bFROM persons\b/.test(query);
  const about = isOfPersons ? 'email' : 'account';
  const value = recordOf(values)?.[about];
  if (typeof value !== 'string' || !query.includes(`{${about}}`)) {
    return refuse('hogql_error', `Unresolved placeholder: {${about}}`);
  }
  if (value !== '' && query.includes(value)) {
    return refuse('hogql_error', `The ${about} is part of the query text; send it as a value`);
  }
  if (!isOfPersons && !/\btimestamp\s*(>=?|between\b)/i.test(query)) {
    return refuse('hogql_error', 'The query does not bound its timestamp');
  }
  if (typeof outer.name !== 'string') return refuse('invalid_input', 'name: a query is known by its name here');
  return { ok: true, name: outer.name, value, query };
}
