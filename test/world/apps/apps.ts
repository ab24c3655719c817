import { PackageError } from '../../../scripts/package/package-error.ts';
import { type Package, readPackage } from '../../../scripts/package/read-package.ts';
import { validateZip } from '../../../scripts/package/validate-zip.ts';
import type { Webhooks } from '../webhooks.ts';
import type { AppLocation, IconPlace, InstalledApp, Upload, UploadedApp, UploadFinding } from './installed-app.ts';
import { preinstalledIcon } from './preinstalled.ts';

/** The helpdesk's app management. One app at a time: this helpdesk shows no more. */
export interface Apps {
  /** Reads and judges a package; one with errors is not kept. */
  upload(zip: Uint8Array): Upload;
  /** `taken`: there is an app already; `unknown`: nothing was uploaded under this id. */
  install(id: string): InstalledApp | 'taken' | 'unknown';
  /** False when this one is not installed. */
  uninstall(id: string): boolean;
  installed(): InstalledApp | undefined;
  /** The drawings it brings for its icon there. */
  icon(place: IconPlace): string | undefined;
  /** Whether this is an app of the account, installed or only uploaded. */
  has(id: string): boolean;
}

interface AppsDeps {
  /** Already there when the world begins; asked anew each time, because its addresses come with the API's. */
  readonly preinstalled: (() => InstalledApp) | undefined;
  readonly firstAppId: number;
  readonly firstInstallationId: number;
  readonly webhooks: Pick<Webhooks, 'registry'>;
  /** Who installs: only admins can. */
  readonly adminId: number;
}

type Standing =
  | { readonly at: 'none' }
  | { readonly at: 'preinstalled'; show(): InstalledApp }
  | { readonly at: 'uploaded'; readonly app: InstalledApp; readonly webhookIds: readonly string[] };

export function createApps(deps: AppsDeps): Apps {
  const { firstAppId, preinstalled, webhooks } = deps;
  const uploads = new Map<string, Package>();
  let standing: Standing = preinstalled ? { at: 'preinstalled', show: preinstalled } : { at: 'none' };
  const taken = preinstalled ? 1 : 0;
  let nextApp = firstAppId + taken;
  // The account counts installations, not apps: an app that is put in again has another number.
  let nextInstallation = deps.firstInstallationId + taken;

  const installed = (): InstalledApp | undefined => {
    if (standing.at === 'none') return undefined;
    return standing.at === 'preinstalled' ? standing.show() : standing.app;
  };

  return {
    installed,
    icon(place) {
      if (standing.at === 'preinstalled') return preinstalledIcon(place);
      const file = standing.at === 'uploaded' && uploads.get(standing.app.id)?.files.get(`assets/icon_${place}.svg`);
      return file ? new TextDecoder().decode(file) : undefined;
    },
    has: (id) => id === String(firstAppId) || uploads.has(id),
    upload(zip) {
      const findings: UploadFinding[] = validateZip(zip);
      if (findings.some(({ level }) => level === 'error')) return { kind: 'refused', findings };
      const read = readOrFinding(zip);
      if ('finding' in read) return { kind: 'refused', findings: [...findings, read.finding] };
      const id = String(nextApp++);
      uploads.set(id, read.pack);
      return { kind: 'accepted', app: describe(id, read.pack), findings };
    },
    install(id) {
      const uploaded = uploads.get(id);
      if (!uploaded) return 'unknown';
      if (standing.at !== 'none') return 'taken';
      const made = Object.values(uploaded.requirements.webhooks).map(({ status, ...rest }) =>
        webhooks.registry.create({ ...rest, status: status === 'inactive' ? 'inactive' : 'active' }, deps.adminId),
      );
      const app = { ...describe(id, uploaded), installationId: String(nextInstallation++) };
      standing = { at: 'uploaded', app, webhookIds: made.flatMap((webhook) => webhook?.id ?? []) };
      return app;
    },
    uninstall(id) {
      if (installed()?.id !== id) return false;
      if (standing.at === 'uploaded') for (const webhook of standing.webhookIds) webhooks.registry.remove(webhook);
      standing = { at: 'none' };
      return true;
    },
  };
}

function readOrFinding(zip: Uint8Array): { readonly pack: Package } | { readonly finding: UploadFinding } {
  try {
    return { pack: readPackage(zip) };
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    // The marketplace would take it; this helpdesk cannot show it.
    const { message } = error;
    return { finding: { key: 'not_for_this_helpdesk', level: 'error', where: 'manifest.json', message } };
  }
}

function describe(id: string, { manifest, translations, requirements }: Package): UploadedApp {
  const locations = Object.entries(manifest.location.support).flatMap(([name, { url }]): AppLocation[] =>
    // A file of the package itself is not served here.
    URL.canParse(url) ? [{ name, url }] : [],
  );
  const fields = [...Object.values(requirements.user_fields), ...Object.values(requirements.organization_fields)];
  return {
    id,
    name: translations.get(manifest.defaultLocale)?.app.name ?? manifest.name ?? 'Unnamed app',
    version: manifest.version ?? '',
    locations,
    hosts: manifest.domainWhitelist,
    brings: [
      ...fields.map(({ title }) => `Field “${title}”`),
      ...Object.values(requirements.webhooks).map(({ name }) => `Webhook “${name}”`),
    ],
  };
}
