import { createHash } from 'node:crypto';
import { composePackage, type Wanted } from './compose-package.ts';
import type { Finding } from './finding.ts';
import { validatePages } from './page-rules.ts';
import { readPackage } from './read-package.ts';
import { readPages, readTemplate, readVersion } from './template.ts';
import { validateZip } from './validate-zip.ts';
import { pack } from './zip.ts';

export interface Built {
  readonly zip: Uint8Array;
  readonly sha256: string;
  /** Of what is in the zip, read back from it. */
  readonly findings: readonly Finding[];
  /** Of the pages that its addresses lead to. */
  readonly pageFindings: readonly Finding[];
  readonly mayBeWritten: boolean;
}

/** From this repository's files to the bytes an admin uploads, judged. */
export async function buildPackage(wanted: Omit<Wanted, 'version'>, signal: AbortSignal): Promise<Built> {
  const [template, pages, version] = await Promise.all([readTemplate(signal), readPages(signal), readVersion(signal)]);
  const zip = pack(composePackage(template, { ...wanted, version }));
  const findings = validateZip(zip);
  const pageFindings = validatePages(pages, readPackage(zip).manifest);
  const sha256 = createHash('sha256').update(zip).digest('hex');
  const isRefused = [...findings, ...pageFindings].some(({ level, key }) => {
    // The marketplace takes no plain address but localhost; a demo on this machine is not for the marketplace.
    const isOwnMachine = wanted.host.isLoopback && key === 'invalid_location_uri';
    return level === 'error' && !isOwnMachine;
  });
  return { zip, sha256, findings, pageFindings, mayBeWritten: !isRefused };
}
