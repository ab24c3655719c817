/** A seeded source of chance: the same seed gives the same world on every machine. */
export interface Random {
  /** From 0 up to, not including, 1. */
  next(): number;
  /** A whole number from `low` to `high`, both included. */
  int(low: number, high: number): number;
  pick<const T extends readonly [unknown, ...unknown[]]>(from: T): T[number];
  /** One of the values, as often as its weight says. */
  weighted<T>(from: readonly [readonly [T, number], ...(readonly [T, number])[]]): T;
}

export function createRandom(seed: string): Random {
  let state = hash(seed);
  // mulberry32: one 32-bit word of state is plenty for test data.
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  return {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (from) => from[Math.floor(next() * from.length)] ?? from[0],
    weighted: (from) => {
      let left = next() * from.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [value, weight] of from) {
        left -= weight;
        if (left < 0) return value;
      }
      return from[0][0];
    },
  };
}

/** FNV-1a. */
export function hash(text: string): number {
  let h = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return h >>> 0;
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Letters and digits the way vendors' ids and keys look. */
export function letters(random: Random, count: number): string {
  let text = '';
  for (let i = 0; i < count; i++) text += alphabet[random.int(0, alphabet.length - 1)];
  return text;
}
