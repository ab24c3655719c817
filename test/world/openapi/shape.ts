/**
 * Where an object has a member that the vendor's example lacks, or one of another type. Null says
 * nothing about a type, and an empty list or object nothing about what would be inside.
 */
export function shapeDifferences(ours: unknown, theirs: unknown, path: string): string[] {
  if (ours === null || theirs === null || theirs === undefined) return [];
  if (Array.isArray(ours)) {
    if (!Array.isArray(theirs)) return [`${path} is a list, and none at the vendor`];
    return theirs.length === 0 ? [] : ours.flatMap((item, i) => shapeDifferences(item, theirs[0], `${path}[${i}]`));
  }
  if (typeof ours === 'object') {
    if (typeof theirs !== 'object') return [`${path} is an object, and ${typeof theirs} at the vendor`];
    const known = new Map(Object.entries(theirs));
    return known.size === 0
      ? []
      : Object.entries(ours).flatMap(([key, value]) =>
          known.has(key)
            ? shapeDifferences(value, known.get(key), `${path}.${key}`)
            : [`${path}.${key} is not there at the vendor`],
        );
  }
  return typeof ours === typeof theirs ? [] : [`${path} is ${typeof ours}, and ${typeof theirs} at the vendor`];
}
