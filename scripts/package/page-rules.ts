import { type Files, textOf } from './files.ts';
import { type Finding, finding } from './finding.ts';
import type { Manifest } from './manifest-schema.ts';
import { credentialLike, insecureRequests } from './text-rules.ts';

/** Each location needs its page, and a reviewer who opens one looks for the same words as in the package. */
export function validatePages(pages: Files, { location }: Pick<Manifest, 'location'>): Finding[] {
  const missing = Object.entries(location.support).flatMap(([name, { url }]) => {
    const path = `apps/sidebar/dist/${new URL(url).pathname.replace(/^\/zaf\//, '')}.html`;
    if (pages.has(path)) return [];
    const message = `“${name}” leads to a page that is not there. Add ${path} to the build, or fix the address.`;
    return [finding('listing.missing_page', `manifest.json: location.support.${name}`, message)];
  });
  return [...missing, ...insecureRequests(pages), ...credentialLike(withoutHidingInputs(pages))];
}

/** An input that hides what is typed is called so by HTML itself; these pages are served, and not in the package. */
const withoutHidingInputs = (pages: Files): Files =>
  new Map([...pages].map(([path, bytes]) => [path, Buffer.from(textOf(bytes).replaceAll('type:"password"', ''))]));
