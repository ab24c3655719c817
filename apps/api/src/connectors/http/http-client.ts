import type { Reason } from '@sidelight/shared/failure/reason.ts';
import { wrongFields } from '@sidelight/shared/failure/wrong-fields.ts';
import type { z } from 'zod';
import { type Concern, UpstreamError } from '../upstream-error.ts';

export interface HttpRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below the base URL, already escaped, e.g. `/v1/invoices?customer=cus_1`. */
  readonly path: string;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it stands, where it is signed or a form; said to be JSON unless `headers` say otherwise. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** How long the vendor may take to answer this one, where that is longer than for others; `signal` still ends it. */
  readonly patienceMs?: number;
  /** Statuses that are answers beside 2xx, 404 and 410: refusals of one record, whose words are read. */
  readonly alsoAnswers?: readonly number[];
  /** How long the answer may be, where that is longer than for others. */
  readonly maxBytes?: number;
  /** Any 2xx will do, whatever it says. */
  readonly isAnswerIgnored?: boolean;
  /** Any status is an answer, with its text as it stands: whoever asks judges it. */
  readonly isAnswerPlain?: boolean;
}

/** What is sent with every request beside what it says itself, and how answers are judged. */
export interface HttpClientHeaders {
  /** Headers that change, asked for before each request: rejects with UpstreamError, and nothing is sent. */
  authorize?(signal: AbortSignal): Promise<Readonly<Record<string, string>>>;
  /** The vendor has refused these as a credential: others to try once more with, or undefined where there are none. */
  reauthorize?(
    refused: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Readonly<Record<string, string>> | undefined>;
  readonly classify?: Classify;
}

/** A 2xx, 404 or 410 answer, or a refusal that was asked for; everything else is an UpstreamError. `json` is parsed, unchecked. */
export interface HttpAnswer {
  readonly status: number;
  readonly json: unknown;
  /** Only of an answer that was asked for plain. */
  readonly text?: string;
  readonly retryAfterMs?: number | undefined;
}

/**
 * One vendor's HTTP client: base URL, credentials, size cap (1 MB), no redirects, JSON only.
 * Rejects with UpstreamError alone. A body that is not JSON, or not said to be, is `bad_answer`.
 */
export interface HttpClient {
  send(request: HttpRequest, signal: AbortSignal): Promise<HttpAnswer>;
}

/** An answer as it came, before anybody has judged it. */
export interface RawAnswer {
  readonly status: number;
  /** Of the request, below the base URL and without its query. */
  readonly path: string;
  /** Undefined when the body is not JSON, or not said to be. */
  readonly json: unknown;
  /** By lower-case name; the first value where there are several. */
  header(name: string): string | undefined;
}

/** What an answer means by the vendor's own words. */
export interface Refusal {
  readonly reason: Reason;
  /** The vendor's own pause, where `Retry-After` names none. */
  readonly retryAfterMs?: number | undefined;
  /** A pause that holds whatever `Retry-After` names: of a quota that it does not speak of. */
  readonly leastPauseMs?: number | undefined;
  readonly concerns?: Concern;
}

/**
 * Lets a vendor say what its own answer means; undefined leaves the status to decide. Asked about
 * every answer, good ones too: some vendors refuse with a 200.
 */
export type Classify = (answer: RawAnswer) => Refusal | undefined;

const isMissing = ({ status }: HttpAnswer): boolean => status === 404 || status === 410;

/**
 * The answer of a question that always has one, checked. A 404 means that the site, project or page
 * asked is not there (`not_configured`): an empty answer would be a guess.
 */
export function answerAs<T>(schema: z.ZodType<T>, answer: HttpAnswer): T {
  if (isMissing(answer)) throw new UpstreamError('not_configured');
  const checked = schema.safeParse(answer.json);
  if (checked.success) return checked.data;
  throw new UpstreamError('bad_answer', undefined, { cause: wrongFields(checked.error).join(', ') });
}

/** The same for a question about somebody: a 404 in the vendor's own words (`notFound`) is "nobody by that id". */
export function answerOrNobody<T>(schema: z.ZodType<T>, notFound: z.ZodType, answer: HttpAnswer): T | null {
  return isMissing(answer) && notFound.safeParse(answer.json).success ? null : answerAs(schema, answer);
}
