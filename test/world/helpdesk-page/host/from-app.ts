/** One message from the framed app, as the SDK sends it (2.0.x and the CDN build alike). */
export type FromApp =
  | { readonly kind: 'handshake'; readonly version: string }
  | { readonly kind: 'get'; readonly id: number; readonly paths: readonly string[] }
  | { readonly kind: 'set'; readonly id: number; readonly values: Readonly<Record<string, unknown>> }
  | { readonly kind: 'invoke'; readonly id: number; readonly actions: Readonly<Record<string, readonly unknown[]>> }
  | { readonly kind: 'bad_call'; readonly id: number }
  | { readonly kind: 'counted'; readonly event: string; readonly subscribers: number }
  | { readonly kind: 'triggered'; readonly event: string; readonly data: unknown }
  | { readonly kind: 'requested'; readonly key: string; readonly options: Readonly<Record<string, unknown>> }
  | { readonly kind: 'replied'; readonly hook: string; readonly refusal: string | undefined }
  | { readonly kind: 'other'; readonly key: string; readonly data: unknown };

/** What one instance may ask of another. */
export type InstanceCall = Extract<FromApp, { kind: 'get' | 'set' | 'invoke' | 'counted' | 'triggered' }>;

export interface Envelope {
  readonly appGuid: string;
  readonly instanceGuid: string;
  readonly message: FromApp;
}

type Bag = Readonly<Record<string, unknown>>;
const isBag = (value: unknown): value is Bag => typeof value === 'object' && value !== null && !Array.isArray(value);

/** Understands a message, or answers undefined: whatever it was, it was not the SDK's. */
export function readFromApp(data: unknown): Envelope | undefined {
  const bag = typeof data === 'string' ? parse(data) : data;
  if (!isBag(bag) || typeof bag.appGuid !== 'string') return undefined;
  const message = readCall(bag) ?? readKeyed(bag);
  if (!message) return undefined;
  // Save-hook replies carry no instanceGuid: they answer for the app's own frame.
  return {
    appGuid: bag.appGuid,
    instanceGuid: typeof bag.instanceGuid === 'string' ? bag.instanceGuid : bag.appGuid,
    message,
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readCall({ id, request, params }: Bag): FromApp | undefined {
  if (typeof id !== 'number' || typeof request !== 'string') return undefined;
  if (request === 'get' && Array.isArray(params) && params.every((p) => typeof p === 'string')) {
    return { kind: 'get', id, paths: params };
  }
  if (request === 'set' && isBag(params)) return { kind: 'set', id, values: params };
  if (request === 'invoke' && isBag(params)) {
    const actions = Object.entries(params).map(([name, args]) => [name, Array.isArray(args) ? args : []] as const);
    return { kind: 'invoke', id, actions: Object.fromEntries(actions) };
  }
  return { kind: 'bad_call', id };
}

function readKeyed({ key, message, error }: Bag): FromApp | undefined {
  if (typeof key !== 'string') return undefined;
  const body = isBag(message) ? message : {};
  const after = (prefix: string) => (key.startsWith(prefix) ? key.slice(prefix.length) : undefined);

  if (key === 'iframe.handshake') return { kind: 'handshake', version: String(body.version ?? '') };
  const event = after('iframe.on:') ?? after('iframe.off:');
  if (event) {
    const subscribers = typeof body.subscriberCount === 'number' ? body.subscriberCount : 0;
    return { kind: 'counted', event, subscribers };
  }
  const triggered = after('iframe.trigger:');
  if (triggered) return { kind: 'triggered', event: triggered, data: message };
  const hook = after('iframe.reply:');
  // A handler that answers `false` refuses without a sentence.
  if (hook) return { kind: 'replied', hook, refusal: isBag(error) ? String(error.msg ?? '') : undefined };
  if (/^request:\d+$/.test(key)) return { kind: 'requested', key, options: body };
  return { kind: 'other', key, data: message };
}
