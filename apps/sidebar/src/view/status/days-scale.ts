/**
 * How high a share stands, from 0 to 1. Days differ in their last percent, so the scale begins
 * below the goal and below the worst day, not at nothing.
 */
export function daysScale(shares: readonly (number | null)[], goal: number): (share: number) => number {
  const worst = Math.min(goal - 2 * (1 - goal), ...shares.filter((share) => share !== null));
  const span = 1 - worst || 1;
  const foot = 0.12;
  return (share) => foot + (1 - foot) * Math.min(1, Math.max(0, (share - worst) / span));
}
