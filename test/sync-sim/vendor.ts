import type { Canon, Side } from '@sidelight/api/sync/canonical/canon.ts';
import type { WriterKind } from '@sidelight/shared/sync/sync-parts.ts';

export interface VendorEvent {
  readonly side: Side;
  readonly value: Canon;
  readonly versionMs: number;
  readonly writer: WriterKind;
  readonly isCustomer: boolean;
  /** Somebody's own edit, numbered; not one of ours. */
  readonly edit?: number;
}

/** One field of one record at one vendor: last write wins there, and nothing can be asked to compare and set. */
export interface Vendor {
  value: Canon;
  versionMs: number;
  /** Not yet delivered, or not for the last time. */
  readonly events: VendorEvent[];
  /** What our late writes will do to it, one after the other. */
  readonly late: Canon[];
  /** The next time it is read it answers with what stood there so many changes ago, under the stamp of that time. */
  lag: number;
  read(): { readonly value: Canon; readonly versionMs: number; readonly isOld: boolean };
  set(value: Canon, writer: WriterKind, isCustomer: boolean, edit?: number): void;
}

export interface VendorSettings {
  readonly side: Side;
  /** How far its clock is ahead of the true time. */
  readonly aheadMs: number;
  /** The finest step of its stamps. */
  readonly stepMs: number;
  /** It says who wrote: the helpdesk does not. */
  readonly namesWriter: boolean;
  /** It tells of nothing: what changed is only seen when it is read. */
  readonly isSilent: boolean;
  trueNow(): number;
}

export function createVendor(settings: VendorSettings, value: Canon): Vendor {
  const { side, aheadMs, stepMs, namesWriter, isSilent, trueNow } = settings;
  const stamp = () => Math.floor((trueNow() + aheadMs) / stepMs) * stepMs;
  /** What stood there under each stamp, oldest first: two changes under one stamp nobody can tell apart. */
  const past = new Map<number, Canon>();
  const vendor: Vendor = {
    value,
    versionMs: stamp(),
    events: [],
    late: [],
    lag: 0,
    read() {
      const versions = [...past].toSorted(([a], [b]) => b - a);
      const [versionMs, old] = versions[Math.min(vendor.lag, versions.length) - 1] ?? [vendor.versionMs, vendor.value];
      vendor.lag = 0;
      return { value: old, versionMs, isOld: versionMs < vendor.versionMs };
    },
    set(next, writer, isCustomer, edit) {
      past.set(vendor.versionMs, vendor.value);
      vendor.value = next;
      vendor.versionMs = Math.max(vendor.versionMs, stamp());
      past.delete(vendor.versionMs);
      if (isSilent) return;
      const known = namesWriter ? { writer, isCustomer } : { writer: 'unknown' as const, isCustomer: false };
      vendor.events.push({
        side,
        value: next,
        versionMs: vendor.versionMs,
        ...known,
        ...(edit !== undefined && { edit }),
      });
    },
  };
  return vendor;
}
