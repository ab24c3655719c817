import type { InputLabel, Method } from '@sidelight/shared/setup/connection.ts';
import type { SetupFailure } from '@sidelight/shared/setup/setup-failure.ts';
import type { VendorText } from '@sidelight/shared/setup/vendor-text.ts';
import type { ListedScope } from './asked-scope.ts';
import type { ConnectorSettings } from './port.ts';

/** Where a vendor is by the server's configuration, before an admin has said anything. */
export interface FormPlace {
  readonly url: URL | undefined;
  readonly consoleUrl: URL | undefined;
  /** Which data the map wants from this connection. */
  readonly environment: ConnectorSettings['environment'];
}

/** What was typed, by the names of the inputs. Empty ones are not there. */
export type Typed = Readonly<Record<string, string>>;

/** How requests are sent to a vendor; `inputs` are those that cannot be right. */
export type Opened =
  | {
      readonly ok: true;
      /** Where requests go; may carry a path. */
      readonly url: URL;
      readonly headers: Readonly<Record<string, string>>;
      /** Where people go, if it is another place than requests go to. */
      readonly consoleUrl?: URL | undefined;
    }
  | { readonly ok: false; readonly inputs: readonly string[]; readonly reason: SetupFailure };

/** One way in. What is only for sync is listed among the rest, and marked. */
export type FormMethod = {
  [Kind in Method['kind']]: Omit<Extract<Method, { kind: Kind }>, 'scopes'> & {
    readonly scopes: readonly ListedScope[];
  };
}[Method['kind']];

/** What an admin gives to let us in at one vendor, and what becomes of it. Pure. */
export interface ConnectionForm {
  /** `place`: what the inputs say when nothing has been typed. */
  methods(place: FormPlace): readonly FormMethod[];
  open(typed: Typed, place: FormPlace): Opened;
  /** What is wrong with an address of the server's own configuration, in words that repeat none of it. */
  faultOf?(place: Omit<FormPlace, 'environment'>): string | undefined;
  /** The vendor ends each key after so many days at the latest, whatever was chosen when it was made. */
  readonly keysEndWithinDays?: number;
  /** What there is not where the vendor withholds these scopes; a sentence each. */
  without?(withheld: readonly string[]): readonly VendorText[];
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

export const basic = (user: string, token: string) => ({
  authorization: `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`,
});

/** What cannot be right, for a reason that any vendor's form may have. */
export const wrong = (inputs: readonly string[], reason: SetupFailure): Opened => ({ ok: false, inputs, reason });

/** For a reason that only this vendor's form knows: a secret that is missing or of another kind. */
export const wrongAt = (inputs: readonly string[], reason: VendorText, remedy: VendorText): Opened =>
  wrong(inputs, { code: 'vendor', reason, remedy });

export const vendorLabel = (en: string, de: string): InputLabel => ({ kind: 'vendor', text: { en, de } });
