import { ASSURED_AT_ONCE } from './limits.ts';

export interface FairShare {
  /** How to give it back; undefined where this one has its share already, and there is no room beside. */
  enter(name: string): (() => void) | undefined;
}

/** `most` at once, whoever's; when they are in use, each who uses any has an equal share, and some in any case. */
export function createFairShare(most: number): FairShare {
  const inUse = new Map<string, number>();
  let all = 0;
  return {
    enter(name) {
      const own = inUse.get(name) ?? 0;
      const sharers = inUse.size + (own === 0 ? 1 : 0);
      const share = Math.max(ASSURED_AT_ONCE, most / sharers);
      if (own >= share || (all >= most && own >= ASSURED_AT_ONCE)) return undefined;
      inUse.set(name, own + 1);
      all++;
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        all--;
        const left = (inUse.get(name) ?? 1) - 1;
        if (left > 0) inUse.set(name, left);
        else inUse.delete(name);
      };
    },
  };
}
