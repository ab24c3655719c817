import type { Blocker } from '@sidelight/shared/setup/blocker.ts';
import type { Breach } from '@sidelight/shared/setup/breach.ts';
import type { Claim } from '@sidelight/shared/setup/claim.ts';
import type { Finding } from '@sidelight/shared/setup/finding.ts';
import type { SetupFailure } from '@sidelight/shared/setup/setup-failure.ts';
import type { StepReason } from '@sidelight/shared/setup/step-reason.ts';
import type { Pair } from '../../words/status-words.ts';
import { noun } from '../status/count.ts';
import type { SetupContext } from './context.ts';

export type SentenceContext = Pick<SetupContext, 'say' | 'number' | 'duration' | 'clock' | 'date' | 'nowMs'>;

type OneFailure = Exclude<SetupFailure, { code: 'vendor' }> & { readonly vendor: string };
type Coded = Claim | Finding | Blocker | Breach | StepReason | OneFailure;
type NamesIn<T> = T extends unknown ? Exclude<keyof T, 'code' | 'criterion'> : never;
type ValueOf<T, K extends PropertyKey> = T extends Record<K, infer V> ? V : never;
type Param = { [K in NamesIn<Coded>]: readonly [name: K, value: ValueOf<Coded, K>] }[NamesIn<Coded>];

/** The sentence of a code, with the code's own parameters where their names stand. */
export function sentence(text: string | Pair, coded: Coded, ctx: SentenceContext): string {
  const chosen = typeof text === 'string' ? text : noun('count' in coded ? coded.count : 0, text);
  // Names and values of one checked object.
  const params = Object.entries(coded) as unknown as Param[];
  const write = (name: string) => {
    const param = params.find((one) => one[0] === name);
    return param ? written(param, ctx) : '';
  };
  return chosen.replace(/\{(\w+)\}/g, (_, name) => write(name)).trim();
}

/** One parameter as the reader writes it. */
function written([name, value]: Param, ctx: SentenceContext): string {
  const { say, number, duration, clock, date, nowMs } = ctx;
  switch (name) {
    case 'phase':
      return say.phase[value];
    case 'area':
      return say.area[value];
    case 'by':
      return say.sampleBy[value];
    case 'whoIsLeft':
      return say.whoIsLeft[value];
    case 'line':
      return String(value);
    case 'sloMs':
      return duration(value);
    case 'untilMs':
      return clock(iso(value), nowMs());
    case 'firstEndsAtMs':
      return date(iso(value), nowMs());
    case 'breaches':
      return value.map((breach) => sentence(say.breach[breach.criterion], breach, ctx)).join(say.and);
    case 'changes':
      return capital(value.map((change) => say.change[change]).join(', '));
    case 'names':
      return listed(value.first.join(', '), value.more, ctx);
    case 'scopes':
      return value.join(', ');
    default:
      return typeof value === 'number' ? number(value) : value;
  }
}

const listed = (names: string, more: number, { say, number }: SentenceContext): string =>
  more === 0 ? names : say.andMore.replace('{names}', () => names).replace('{more}', number(more));
const iso = (ms: number): string => new Date(ms).toISOString();
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
