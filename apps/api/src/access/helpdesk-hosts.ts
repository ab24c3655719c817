import { BrandsRecord } from '@sidelight/shared/record/helpdesk.ts';
import type { Connector } from '../connectors/port.ts';
import type { Policy } from '../connectors/resilience/policy.ts';
import { isUpstreamError } from '../connectors/upstream-error.ts';

/** The helpdesk's connection; undefined while nobody has connected it. */
type Helpdesk = () => { readonly connector: Connector; readonly policy: Policy } | undefined;

interface Known {
  readonly hosts: readonly string[];
  /** False when brands were left out that could not be understood. */
  readonly isWhole: boolean;
  readonly readMs: number;
}

const TIMEOUT_MS = 1500;
const FRESH_MS = 10 * 60_000;
/** A brand that was made just now is looked for, but not by every load of a page. */
const LOOK_AGAIN_MS = 30_000;

/**
 * Whether a host is one of this helpdesk's: the account's own, or that of one of its brands, where its agents may be.
 * True for any while the helpdesk does not say which there are, or not of all of them: nothing but framing hangs
 * on it.
 */
export function createHelpdeskHosts(accountHost: string, helpdesk: Helpdesk, steadyNow: () => number) {
  let known: Known | undefined;

  async function read(signal: AbortSignal): Promise<Known | undefined> {
    const found = helpdesk();
    const ask = found?.connector.reads.brands;
    if (!found || !ask) return undefined;
    try {
      const answer = await found.policy.run(
        'brands',
        (s) => ask({ by: 'tenant', value: '' }, s),
        TIMEOUT_MS,
        0,
        signal,
      );
      if (answer === null) return undefined;
      const { hosts } = BrandsRecord.parse(answer.record);
      known = { hosts, isWhole: answer.gaps === undefined, readMs: steadyNow() };
      return known;
    } catch (error) {
      if (!isUpstreamError(error)) throw error;
      return undefined;
    }
  }

  return async function isOwnHost(host: string, signal: AbortSignal): Promise<boolean> {
    if (host === accountHost) return true;
    const ageMs = known ? steadyNow() - known.readMs : Number.POSITIVE_INFINITY;
    if (known?.hosts.includes(host) && ageMs < FRESH_MS) return true;
    const now = ageMs < LOOK_AGAIN_MS ? known : await read(signal);
    return !now?.isWhole || now.hosts.includes(host);
  };
}
