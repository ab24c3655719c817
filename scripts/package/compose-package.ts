import { bytesOf, type Files, textOf } from './files.ts';
import type { Host } from './host.ts';
import { isJson, type Json, jsonOr } from './json.ts';
import { PackageError } from './package-error.ts';

/** Who the package is made for. */
export interface Wanted {
  readonly host: Host;
  /** Of this repository; the manifest has to say the same. */
  readonly version: string;
  /** Helpdesk subdomain. Known for one company's own app, never for a listing. */
  readonly tenant?: string | undefined;
  /** For the marketplace's public listing rather than one company's own account. */
  readonly isPublic?: boolean | undefined;
  /** Support address, required by a listing. */
  readonly contact?: string | undefined;
}

/** Fills in the template; what cannot be known yet is left out, and nothing is left unfilled. */
export function composePackage(template: Files, wanted: Wanted): Files {
  check(wanted);
  const files = new Map<string, Uint8Array>();
  for (const [path, bytes] of template) files.set(path, path.endsWith('.json') ? filled(path, bytes, wanted) : bytes);
  return files;
}

function check({ tenant, isPublic, contact }: Wanted): void {
  if (tenant !== undefined && !/^[a-z0-9][a-z0-9-]{0,62}$/.test(tenant)) {
    throw new PackageError('--tenant is the subdomain of your helpdesk, the “acme” of acme.zendesk.com.');
  }
  if (!isPublic) return;
  if (tenant !== undefined) {
    throw new PackageError('--public is for every helpdesk and --tenant for one. Leave out either.');
  }
  if (contact === undefined) {
    throw new PackageError('--public needs --contact, the e-mail address under which customers reach your support.');
  }
}

function filled(path: string, bytes: Uint8Array, wanted: Wanted): Uint8Array {
  const json: unknown = JSON.parse(textOf(bytes));
  const content = path === 'manifest.json' ? manifest(jsonOr(json), wanted) : requirements(path, json, wanted);
  const text = JSON.stringify(
    content,
    (_, value: unknown) => (typeof value === 'string' ? fill(value, wanted) : value),
    2,
  );
  return bytesOf(`${text}\n`);
}

function manifest(template: Json, { version, isPublic, contact }: Wanted): Json {
  if (template.version !== version) {
    throw new PackageError(
      `manifest.json says version ${String(template.version)} and package.json ${version}. Make them equal.`,
    );
  }
  const author = contact === undefined ? template.author : { ...jsonOr(template.author), email: contact };
  return { ...template, author, private: isPublic !== true };
}

/** The webhook's address names the tenant: a package for everybody leaves it to the setup. */
function requirements(path: string, template: unknown, { tenant }: Wanted): unknown {
  if (path !== 'requirements.json' || tenant !== undefined || !isJson(template)) return template;
  const { webhooks: _, ...others } = template;
  return others;
}

const fill = (text: string, { host, tenant }: Wanted): string =>
  text
    .replaceAll('https://<host>', host.origin)
    .replaceAll('<host>', host.hostname)
    .replaceAll('<tenant>', tenant ?? '<tenant>');
