import type { Vendor } from './systems.ts';

/** What vendors are asked with, as it stands in the header. */
export interface Keys {
  /** How often with each; '' stands for requests without any. */
  used(vendor: Vendor): ReadonlyMap<string, number>;
  /** One more, made there beside the first, as before a key is replaced. */
  issue(vendor: Vendor, authorization: string): void;
  /** Deleted there, whether it was the first or came later. */
  revoke(vendor: Vendor, authorization: string): void;
}

export interface KeyCheck extends Keys {
  record(vendor: Vendor, authorization: string): void;
  /** Undefined: as the vendor itself has it. */
  isGood(vendor: Vendor, authorization: string): boolean | undefined;
}

export function createKeys(): KeyCheck {
  const counts = new Map<Vendor, Map<string, number>>();
  const known = new Map<string, boolean>();
  const nameOf = (vendor: Vendor, authorization: string) => `${vendor} ${authorization}`;
  return {
    used: (vendor) => new Map(counts.get(vendor)),
    issue: (vendor, authorization) => void known.set(nameOf(vendor, authorization), true),
    revoke: (vendor, authorization) => void known.set(nameOf(vendor, authorization), false),
    record(vendor, authorization) {
      const own = counts.get(vendor) ?? new Map<string, number>();
      counts.set(vendor, own.set(authorization, (own.get(authorization) ?? 0) + 1));
    },
    isGood: (vendor, authorization) => known.get(nameOf(vendor, authorization)),
  };
}
