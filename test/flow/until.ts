/** Looks until it holds; rejects after `withinMs`, saying what was looked for. */
export async function until(holds: () => boolean | Promise<boolean>, withinMs = 20_000, everyMs = 30): Promise<void> {
  const end = performance.now() + withinMs;
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`not within ${withinMs} ms: ${holds}`);
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
