/** What a vendor answers, before any fault touches it. */
export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Default `application/json; charset=utf-8`; any other type sends `body` as the text it is. */
  readonly type?: string;
  /** What was asked has been done, and the connection breaks before anybody is told. */
  readonly isLost?: boolean;
  /** The connection breaks in the middle of the body. */
  readonly isCut?: boolean;
}

export const JSON_TYPE = 'application/json; charset=utf-8';

export const ok = (body: unknown): Answer => ({ status: 200, body });

export const textOf = (answer: Answer): string =>
  answer.type === undefined || answer.type === JSON_TYPE ? JSON.stringify(answer.body) : String(answer.body);
