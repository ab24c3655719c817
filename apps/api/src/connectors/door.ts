import type { Method } from '@sidelight/shared/setup/connection.ts';

/** Where a vendor is by the server's configuration, before an admin has said anything. */
export interface DoorPlace {
  readonly url: URL | undefined;
  readonly consoleUrl: URL | undefined;
}

/** What was typed, by the names of the inputs. Empty ones are not there. */
export type Typed = Readonly<Record<string, string>>;

/** How requests are sent to a vendor; `inputs` are those that cannot be right. */
export type Opened =
  | { readonly ok: true; readonly url: URL; readonly headers: Readonly<Record<string, string>> }
  | { readonly ok: false; readonly inputs: readonly string[]; readonly why: string; readonly mend: string };

/** What an admin gives to let us in at one vendor, and what becomes of it. Pure. */
export interface Door {
  /** `place`: what the inputs say when nothing has been typed. */
  methods(place: DoorPlace): readonly Method[];
  open(typed: Typed, place: DoorPlace): Opened;
  /** In words, what there is not where the vendor withholds these scopes. */
  without?(withheld: readonly string[]): readonly string[];
}

export const bearer = (token: string) => ({ authorization: `Bearer ${token}` });

/** A secret that is missing or of another kind. */
export const wrong = (inputs: readonly string[], why: string, mend: string): Opened => ({
  ...{ ok: false, inputs, why, mend },
});

/** An address that was typed, or undefined when it is none that requests could be sent to. */
export function addressOf(text: string | undefined): URL | undefined {
  if (text === undefined || !URL.canParse(text)) return undefined;
  const url = new URL(text);
  return url.protocol === 'https:' || url.protocol === 'http:' ? new URL(url.origin) : undefined;
}
