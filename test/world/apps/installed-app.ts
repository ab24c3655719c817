/** Types only: the page's browser side reads them too. */

export interface AppLocation {
  readonly name: string;
  /** Where page loads are posted. */
  readonly url: string;
}

/** Where an app shows an icon of its own. */
export type IconPlace = 'top_bar' | 'nav_bar';

/** What the helpdesk knows of a package. */
export interface UploadedApp {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly locations: readonly AppLocation[];
  /** Hosts that may be sent secrets of the installation. */
  readonly hosts: readonly string[];
  /** What it makes in the account when it is installed. */
  readonly brings: readonly string[];
}

export interface InstalledApp extends UploadedApp {
  readonly installationId: string;
}

export interface UploadFinding {
  readonly key: string;
  readonly level: 'error' | 'warning';
  readonly where: string;
  readonly message: string;
}

export type Upload =
  | { readonly kind: 'accepted'; readonly app: UploadedApp; readonly findings: readonly UploadFinding[] }
  | { readonly kind: 'refused'; readonly findings: readonly UploadFinding[] };
