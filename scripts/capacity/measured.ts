import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

/** What `npm run bench -- --write` measured that the capacity model is worked out from. */
export const Measured = z.strictObject({
  /** Where: processor and Node. */
  on: z.string(),
  /** Resident in a process in which no helpdesk is awake, in MB. */
  idleMb: z.number(),
  /** More for each helpdesk that is awake. */
  awakeMb: z.number(),
  /** CPU for a context that asks every system, and for one that is remembered, in ms. */
  coldCpuMs: z.number(),
  cachedCpuMs: z.number(),
  /** CPU that an awake helpdesk takes without any context, in ms a second. */
  awakeCpuMs: z.number(),
  /** Transactions a second of a helpdesk that is awake in a process, without any context; and those of one context. */
  awakeTransactions: z.number(),
  contextTransactions: z.number(),
  /** Bytes of the audit's table and indexes a view. */
  auditBytes: z.number(),
  /** Calls to each vendor for a context that asks every system. */
  callsAnOpen: z.record(z.string(), z.number()),
});
export type Measured = z.infer<typeof Measured>;

const file = join(import.meta.dirname, 'measured.json');

export const readMeasured = async (): Promise<Measured> => Measured.parse(JSON.parse(await readFile(file, 'utf8')));

/** Puts some of them in the place of what was measured before. */
export async function keepMeasured(some: Partial<Measured>): Promise<void> {
  const before = Measured.partial().parse(JSON.parse(await readFile(file, 'utf8').catch(() => '{}')));
  const all = { ...before, ...some };
  await writeFile(file, `${JSON.stringify(all, null, 2)}\n`);
}
