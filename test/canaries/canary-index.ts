import { createHash } from 'node:crypto';
import type { Canary } from './canary.ts';

interface Found {
  readonly canary: Canary;
  readonly form: 'as it is' | 'base64' | 'hex' | 'a hash without a key';
  /** Where it stands, with what is around it. */
  readonly around: string;
}

/** Finds every canary in a text in one pass a form, however many there are. */
export interface CanaryIndex {
  find(text: string): readonly Found[];
}

/** What is long enough to be told by: eight letters or characters of a key, twelve digits. */
const LETTERS = 8;
const DIGITS = 12;
const BASE64 = 12;
const HEX = 16;

type Form = Found['form'];
/** A stretch of text that a form could stand in, and how long a piece of it tells. */
interface Look {
  readonly form: Form;
  readonly run: RegExp;
  readonly size: number;
  plain(run: string): string;
  piecesOf(canary: Canary): readonly string[];
}

const fold = (text: string) => text.toLowerCase();
const isNumber = ({ core }: Canary) => /^\d+$/.test(core);
const isMade = ({ origin }: Canary) => origin !== 'key';

const looks: readonly Look[] = [
  {
    ...{ form: 'as it is', run: /[ghjkmnpqrtvwxyz]{8,}/gi, size: LETTERS, plain: fold },
    piecesOf: (canary) => (isMade(canary) && !isNumber(canary) ? [canary.core] : []),
  },
  {
    // A number may be written in groups. Its last four digits tell nobody.
    ...{ form: 'as it is', run: /\d(?:[ .-]?\d){11,}/g, size: DIGITS, plain: (run) => run.replace(/\D/g, '') },
    piecesOf: (canary) => (isNumber(canary) ? [canary.core] : []),
  },
  {
    // Keys that were there already are in capitals and small letters: every eight characters of one tell.
    ...{ form: 'as it is', run: /[A-Za-z0-9+/_-]{8,}/g, size: LETTERS, plain: (run) => run },
    piecesOf: (canary) => (isMade(canary) ? [] : [canary.core]),
  },
  {
    ...{ form: 'base64', run: /[A-Za-z0-9+/_-]{12,}/g, size: BASE64 },
    plain: (run) => run.replaceAll('-', '+').replaceAll('_', '/'),
    piecesOf: ({ core }) => [0, 1, 2].flatMap((before) => base64Within(core, before)),
  },
  {
    ...{ form: 'hex', run: /[0-9a-f]{16,}/gi, size: HEX, plain: fold },
    piecesOf: ({ core }) => [core, core.toUpperCase()].map((text) => Buffer.from(text).toString('hex')),
  },
  {
    ...{ form: 'a hash without a key', run: /[0-9a-f]{16,}/gi, size: HEX, plain: fold },
    piecesOf: ({ value }) => hashes(value, 'hex').map((hash) => hash.slice(0, HEX)),
  },
  {
    ...{ form: 'a hash without a key', run: /[A-Za-z0-9+/_-]{12,}/g, size: BASE64 },
    plain: (run) => run.replaceAll('-', '+').replaceAll('_', '/'),
    piecesOf: ({ value }) => hashes(value, 'base64').map((hash) => hash.slice(0, BASE64)),
  },
];

export function indexOf(canaries: readonly Canary[]): CanaryIndex {
  const prepared = looks.map((look) => ({ look, pieces: piecesOf(look, canaries) }));
  return {
    find(text) {
      const found = new Map<string, Found>();
      for (const { look, pieces } of prepared)
        for (const run of text.matchAll(look.run)) {
          const plain = look.plain(run[0]);
          for (let at = 0; at + look.size <= plain.length; at++) {
            const canary = pieces.get(plain.slice(at, at + look.size));
            if (!canary) continue;
            const around = text.slice(Math.max(0, run.index - 60), run.index + run[0].length + 30);
            found.set(`${look.form} ${canary.core}`, { canary, form: look.form, around });
          }
        }
      return [...found.values()];
    },
  };
}

function piecesOf({ size, plain, piecesOf: textsOf }: Look, canaries: readonly Canary[]): Map<string, Canary> {
  const pieces = new Map<string, Canary>();
  for (const canary of canaries)
    for (const text of textsOf(canary))
      for (let at = 0; at + size <= text.length; at++) pieces.set(plain(text.slice(at, at + size)), canary);
  return pieces;
}

/** The characters that stand for this text alone, wherever in a longer one it stands. */
function base64Within(core: string, before: number): readonly string[] {
  const name = core.charAt(0).toUpperCase() + core.slice(1);
  return [core, name].map((text) => {
    const whole = Buffer.from('\0'.repeat(before) + text)
      .toString('base64')
      .replace(/=+$/, '');
    const isOpen = (before + text.length) % 3 !== 0;
    return whole.slice([0, 2, 3][before], isOpen ? -1 : undefined);
  });
}

const hashes = (value: string, form: 'hex' | 'base64') =>
  ['md5', 'sha1', 'sha256', 'sha512'].flatMap((name) =>
    [...new Set([value, value.toLowerCase()])].map((text) => createHash(name).update(text).digest(form)),
  );
