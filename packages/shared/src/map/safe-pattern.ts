/** The longest value a pattern is tried on. */
export const LONGEST_MATCHED = 256;
const LONGEST_PATTERN = 200;
/** Ways to try one value: some ten milliseconds. */
const MOST_WAYS = LONGEST_MATCHED ** 3;

/** How many ways a part can be tried in, and whether it always takes the same path through a text. */
interface Part {
  readonly ways: number;
  readonly isFixed: boolean;
}
const ONE_WAY: Part = { ways: 1, isFixed: true };
const UNSAFE: Part = { ways: Number.POSITIVE_INFINITY, isFixed: false };

/**
 * Whether a pattern ends soon on every text. Repeats within repeats are refused, and so are look-arounds, references
 * back and more than three open repeats.
 */
export function isSafePattern(pattern: string): boolean {
  if (pattern.length > LONGEST_PATTERN || !compiles(pattern)) return false;
  return new Estimate(pattern).ways <= MOST_WAYS;
}

/** The whole value must match. */
export const compilePattern = (pattern: string): RegExp => new RegExp(`^(?:${pattern})$`, 'u');

function compiles(pattern: string): boolean {
  try {
    // Alone first: wrapped, a bracket too many could close the wrapping.
    return new RegExp(pattern, 'u') && compilePattern(pattern) !== undefined;
  } catch {
    return false;
  }
}

class Estimate {
  readonly ways: number;
  readonly #pattern: string;
  #at = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.ways = this.#alternatives().ways;
  }

  #take(form: RegExp): RegExpExecArray | undefined {
    const found = form.exec(this.#pattern.slice(this.#at));
    if (found) this.#at += found[0].length;
    return found ?? undefined;
  }

  #alternatives(): Part {
    let { ways, isFixed } = this.#sequence();
    while (this.#take(/^\|/)) {
      ways += this.#sequence().ways;
      isFixed = false;
    }
    return { ways, isFixed };
  }

  #sequence(): Part {
    let ways = 1;
    let isFixed = true;
    while (this.#at < this.#pattern.length && !/[|)]/.test(this.#pattern[this.#at]!)) {
      const part = this.#repeated();
      ways *= part.ways;
      isFixed &&= part.isFixed;
    }
    return { ways, isFixed };
  }

  #repeated(): Part {
    const isGroup = this.#pattern[this.#at] === '(';
    const part = isGroup ? this.#group() : this.#single();
    const repeat = this.#take(/^(?:([*+?])|\{(\d+)(,?)(\d*)\})\??/);
    if (!repeat) return part;
    const [min, max] = boundsOf(repeat);
    if (isGroup && max > 1 && !part.isFixed) return UNSAFE;
    const rounds = isGroup && max > 1 ? max : max - min + 1;
    return { ways: part.ways * Math.min(rounds, LONGEST_MATCHED), isFixed: part.isFixed && min === max };
  }

  #group(): Part {
    if (!this.#take(/^\((?:\?:|(?!\?))/)) return this.#refused();
    const inner = this.#alternatives();
    this.#take(/^\)/);
    return inner;
  }

  #single(): Part {
    if (this.#take(/^\\[1-9k]/)) return this.#refused();
    this.#take(/^(?:\\[pPu]\{[^}]*\}|\\[\s\S]|\[(?:\\[\s\S]|[^\]\\])*\]|[\s\S])/);
    return ONE_WAY;
  }

  #refused(): Part {
    this.#at = this.#pattern.length;
    return UNSAFE;
  }
}

function boundsOf([, sign, least, comma, most]: RegExpExecArray): readonly [min: number, max: number] {
  if (sign) return [sign === '+' ? 1 : 0, sign === '?' ? 1 : Number.POSITIVE_INFINITY];
  const min = Number(least);
  if (!comma) return [min, min];
  return [min, most ? Number(most) : Number.POSITIVE_INFINITY];
}
