import { userInfo } from 'node:os';

/** Who sits at this machine, as it is stored with what they have done. */
export function askedBy(): string {
  try {
    return `cli:${userInfo().username}`;
  } catch {
    // In a container the user may have a number and no name.
    return `cli:${process.getuid?.() ?? 'unknown'}`;
  }
}
