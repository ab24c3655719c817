import type { Request } from 'express';
import { type Vendor, vendors } from '../world/systems.ts';
import { type Answer, JSON_TYPE } from '../world/vendors/answer.ts';
import { type Canaries, type CanaryKind, canaryKinds } from './canary.ts';

/** Ways to answer that no fault of the world has: each of them says more than it should. */
export const manners = [
  'plain',
  'redirect',
  'record_in_error',
  'key_echoed',
  'key_refused',
  'cut_body',
  'wrong_types',
  'odd_limits',
  'odd_codes',
] as const;
export type Manner = (typeof manners)[number];

const EACH = 5;
/** As deep as objects are told apart. */
const DEPTH = 5;

export interface AnswerPlanter {
  answer(vendor: Vendor, req: Request, answer: Answer): Answer;
  /** How one vendor answers from now on; without one, all of them are plain. */
  behave(manner: Manner, vendor?: Vendor): void;
}

/** Puts values beside those that are read, into every header and every refusal. */
export function createAnswerPlanter(canaries: Canaries): AnswerPlanter {
  const pool = (origin: 'unread' | 'failure') =>
    new Map(
      vendors.map((vendor) => [
        vendor,
        new Map(
          canaryKinds.map((kind) => [
            kind,
            Array.from({ length: EACH }, () => canaries.make(kind, origin, `${vendor} ${origin}`)),
          ]),
        ),
      ]),
    );
  const pools = { unread: pool('unread'), failure: pool('failure') };
  /** A code is read and shown, whatever it is. */
  const codes = new Map(vendors.map((vendor) => [vendor, canaries.make('email', 'shown', `${vendor} codes`)]));
  let turn = 0;
  const take = (origin: 'unread' | 'failure', vendor: Vendor, kind: CanaryKind): string =>
    pools[origin].get(vendor)?.get(kind)?.[turn++ % EACH] ?? '';
  let odd: { readonly manner: Manner; readonly vendor: Vendor } | undefined;

  const person = (origin: 'unread' | 'failure', vendor: Vendor) =>
    Object.fromEntries(canaryKinds.map((kind) => [`planted_${kind}`, take(origin, vendor, kind)]));
  function beside(vendor: Vendor, value: unknown, depth = 0): unknown {
    if (depth > DEPTH || typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map((one) => beside(vendor, one, depth + 1));
    const entries = Object.entries(value).map(([name, one]) => [name, beside(vendor, one, depth + 1)]);
    // A list of names by which things are found is nobody's record.
    return { ...Object.fromEntries(entries), ...person('unread', vendor) };
  }
  const inHeader = (vendor: Vendor, kind: CanaryKind) => take('failure', vendor, kind).replace(/\s/g, ' ');
  const headers = (vendor: Vendor): Record<string, string> => ({
    ...{ 'x-request-id': inHeader(vendor, 'token'), 'request-id': inHeader(vendor, 'email') },
    ...{ 'x-customer': inHeader(vendor, 'name'), 'x-card': inHeader(vendor, 'card'), server: inHeader(vendor, 'text') },
    ...{ 'set-cookie': `session=${inHeader(vendor, 'token')}`, 'x-hubspot-correlation-id': inHeader(vendor, 'email') },
    ...{ link: `<https://${inHeader(vendor, 'token')}.example/>; rel="next"`, via: inHeader(vendor, 'phone') },
  });

  /** A refusal in the vendor's own words, with somebody's record in each of them. */
  function told(vendor: Vendor, value: unknown): unknown {
    if (typeof value === 'string') return value;
    if (Array.isArray(value)) return value.map((one) => told(vendor, one));
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([name, one]) =>
      /message|detail|description|title/i.test(name) && typeof one === 'string'
        ? [name, `${one}: ${take('failure', vendor, 'email')} ${take('failure', vendor, 'text')}`]
        : [name, told(vendor, one)],
    );
    return { ...Object.fromEntries(entries), record: person('failure', vendor) };
  }

  function strange(manner: Manner, vendor: Vendor, req: Request, answer: Answer): Answer {
    const failure = { ...person('failure', vendor), message: take('failure', vendor, 'text') };
    const own = answer.headers ?? {};
    switch (manner) {
      case 'redirect': {
        const to = `https://login.example/?token=${take('failure', vendor, 'token')}&email=${take('failure', vendor, 'email')}`;
        return { status: 302, body: failure, headers: { ...own, location: to } };
      }
      case 'record_in_error':
        return { status: 500, body: { error: failure, errors: [failure], message: failure.message }, headers: own };
      case 'key_echoed':
      case 'key_refused': {
        const sent = `${req.get('authorization')} ${req.originalUrl}`;
        const body = { message: `not good: ${sent}`, error: sent, errorMessages: [sent], record: failure };
        const asked = { ...own, 'www-authenticate': `Bearer realm="${take('failure', vendor, 'email')}"` };
        return { status: manner === 'key_echoed' ? 401 : 403, body, headers: asked };
      }
      case 'cut_body':
        return { ...answer, isCut: true };
      case 'wrong_types':
        return { ...answer, body: swapped(vendor, answer.body) };
      case 'odd_codes':
        return { ...answer, body: coded(vendor, answer.body) };
      case 'odd_limits': {
        const of = (kind: CanaryKind) => inHeader(vendor, kind);
        const limits = { 'retry-after': of('email'), 'x-ratelimit-reset': of('phone'), 'ratelimit-limit': of('card') };
        const more = {
          'x-hubspot-ratelimit-remaining': of('card'),
          'x-rate-limit-remaining': of('phone'),
          date: of('name'),
        };
        return { status: 429, body: failure, headers: { ...own, ...limits, ...more } };
      }
      case 'plain':
        return answer;
    }
  }
  /** Numbers become somebody's card, flags somebody's address. */
  function swapped(vendor: Vendor, value: unknown): unknown {
    if (Array.isArray(value)) return value.map((one) => swapped(vendor, one));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, swapped(vendor, one)]));
    if (typeof value === 'number') return take('failure', vendor, 'card');
    return typeof value === 'boolean' ? take('failure', vendor, 'email') : value;
  }
  /** Where a word of a short list is expected stands what somebody has typed. */
  function coded(vendor: Vendor, value: unknown, name = ''): unknown {
    if (Array.isArray(value)) return value.map((one) => coded(vendor, one, name));
    if (typeof value === 'object' && value !== null)
      return Object.fromEntries(Object.entries(value).map(([own, one]) => [own, coded(vendor, one, own)]));
    const isCode = /status|state|stage|type|tier|reason|role|priority|interval|code|version|impact|outcome/i.test(name);
    return isCode && typeof value === 'string' ? codes.get(vendor) : value;
  }

  return {
    behave: (manner, vendor) => {
      odd = vendor && manner !== 'plain' ? { manner, vendor } : undefined;
    },
    answer(vendor, req, answer) {
      const isJson = answer.type === undefined || answer.type === JSON_TYPE;
      const planted = { ...answer, headers: { ...headers(vendor), ...answer.headers } };
      if (odd?.vendor === vendor) return strange(odd.manner, vendor, req, planted);
      if (!isJson) return planted;
      return { ...planted, body: answer.status < 400 ? beside(vendor, answer.body) : told(vendor, answer.body) };
    },
  };
}
