import { parseArgs } from 'node:util';
import { z } from 'zod';
import { demoPorts } from './demo-ports.ts';
import { isVendor, type Vendor, vendors } from './systems.ts';

/** Calls an hour to one vendor while nobody is at work. */
const LINE = 12;
const Counts = z.object({ recent: z.array(z.object({ at: z.string(), vendor: z.string() })) });

/**
 * `node test/world/count-idle-calls.ts [--minutes N]`: counts, beside a demo that runs, what each vendor is asked
 * while you leave it alone. Work lasts a quarter of an hour after the last click, so begin later than that.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { minutes: { type: 'string', default: '60' } } });
  const minutes = Number(values.minutes);
  if (!(minutes > 0 && minutes <= 24 * 60)) return end('--minutes takes a number from 1 to 1440', 2);
  const url = `http://127.0.0.1:${demoPorts.control}/calls`;
  const beganAt = new Date().toISOString();
  const seen = new Map<Vendor, number>();
  let sinceAt = beganAt;
  process.stdout.write(`counting for ${minutes} min: leave the demo alone\n`);
  for (const untilMs = Date.now() + minutes * 60_000; Date.now() < untilMs; ) {
    await new Promise((resolve) => setTimeout(resolve, Math.min(5000, untilMs - Date.now())));
    // Only the latest are named, and at such a pace all of them are among those.
    const { recent } = Counts.parse(await (await fetch(url, { signal: AbortSignal.timeout(5000) })).json());
    const fresh = recent.filter(({ at }) => at > sinceAt);
    for (const { vendor } of fresh) if (isVendor(vendor)) seen.set(vendor, (seen.get(vendor) ?? 0) + 1);
    sinceAt = fresh.at(-1)?.at ?? sinceAt;
  }
  const rows = vendors.map((vendor) => ({ vendor, perHour: ((seen.get(vendor) ?? 0) * 60) / minutes }));
  for (const { vendor, perHour } of rows) {
    const verdict = perHour <= LINE ? 'within the line' : 'OVER THE LINE';
    process.stdout.write(`${vendor.padEnd(12)} ${perHour.toFixed(1).padStart(8)} an hour  ${verdict}\n`);
  }
  end(`the line is ${LINE} an hour`, rows.some(({ perHour }) => perHour > LINE) ? 1 : 0);
}

function end(text: string, code: number): void {
  process.stdout.write(`${text}\n`);
  process.exitCode = code;
}

await main();
