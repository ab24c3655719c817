/** Without a `name` the SDK resolves the promise with the error instead of rejecting it, so it is not optional. */
export interface HostError {
  readonly name: string;
  readonly message: string;
  readonly path?: string;
}

export interface Metadata {
  readonly appId: number;
  readonly installationId: number;
  readonly name: string;
  readonly version: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

export interface Context {
  readonly product: 'support';
  readonly location: string;
  readonly instanceGuid: string;
  readonly account: { readonly subdomain: string };
  readonly ticketId?: number;
  /** Of a modal: the instance that opened it. */
  readonly parentGuid?: string;
}

/** `errors` lists the paths that failed; the rest of the result holds. */
export type CallResult = Readonly<Record<string, unknown>> & { readonly errors: Readonly<Record<string, HostError>> };

/** One message to the framed app. */
export type ToApp =
  | { readonly id: number; readonly result: CallResult }
  | { readonly id: number; readonly error: HostError }
  | { readonly key: string; readonly message: unknown; readonly instanceGuid?: string }
  | { readonly key: string; readonly needsReply: true };

export const failure = (path: string, message: string): HostError => ({ name: 'APIExecutionError', message, path });
