import { createRandom, type Random } from '../world/company/random.ts';

export const canaryKinds = ['email', 'card', 'token', 'name', 'phone', 'address', 'text'] as const;
export type CanaryKind = (typeof canaryKinds)[number];

/**
 * How it came in. `shown`: in a field that agents are shown; `unread`: beside those; `failure`: in what a vendor says when it
 * fails, and in its headers; `key`: what opens a vendor; `caller`, `typed` and `webhook`: what was sent to us.
 */
export type Origin = 'shown' | 'unread' | 'failure' | 'key' | 'caller' | 'typed' | 'webhook';

/** A value that is nowhere else, so that whoever finds it knows where it came from. */
export interface Canary {
  readonly value: string;
  /** The part of it that nothing else can look like. */
  readonly core: string;
  readonly kind: CanaryKind;
  readonly origin: Origin;
  /** Whose it is: a helpdesk and a customer of it, or who sent it. */
  readonly owner: string;
}

export interface Canaries {
  make(kind: CanaryKind, origin: Origin, owner: string): string;
  /** Something secret that was there already. */
  keep(value: string, owner: string): void;
  all(): readonly Canary[];
}

/** No vowels and nothing of hexadecimal: no word, id or hash holds eight of them in a row. */
const LETTERS = 'ghjkmnpqrtvwxyz';

/** The same values for the same seed. */
export function createCanaries(seed: string): Canaries {
  const random = createRandom(`${seed}:canaries`);
  const made: Canary[] = [];
  return {
    make(kind, origin, owner) {
      const { value, core } = madeUp(kind, random);
      made.push({ value, core, kind, origin, owner });
      return value;
    },
    keep: (value, owner) => void made.push({ value, core: value.slice(-24), kind: 'token', origin: 'key', owner }),
    all: () => made,
  };
}

function madeUp(kind: CanaryKind, random: Random): { value: string; core: string } {
  const core = Array.from({ length: 10 }, () => LETTERS[random.int(0, LETTERS.length - 1)]).join('');
  const name = core.charAt(0).toUpperCase() + core.slice(1);
  switch (kind) {
    case 'email':
      return { core, value: `${core}@mail.example` };
    case 'name':
      return { core, value: name };
    case 'token':
      return { core, value: `pat-na1-${core}` };
    case 'address':
      return { core, value: `${random.int(1, 99)} ${name} Street, 90210 Springfield` };
    case 'text':
      return { core, value: `Please call ${name} about "it"\n/src/${core}.ts` };
    case 'card':
      return card(withCheckDigit(`4${digits(random, 14)}`));
    case 'phone': {
      // Of no country.
      const number = `999${digits(random, 12)}`;
      return { core: number, value: `+${number}` };
    }
  }
}

const card = (number: string) => ({ value: number, core: number });
const digits = (random: Random, count: number) => Array.from({ length: count }, () => random.int(0, 9)).join('');

/** Luhn's, as every card has it. */
function withCheckDigit(number: string): string {
  const doubled = [...number].reverse().map((digit, i) => {
    const n = Number(digit) * (i % 2 === 0 ? 2 : 1);
    return n > 9 ? n - 9 : n;
  });
  return `${number}${(10 - (doubled.reduce((sum, n) => sum + n, 0) % 10)) % 10}`;
}
