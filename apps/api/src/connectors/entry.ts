/**
 * The helpdesk whose pages ours stand in, and which says by a signed token who opens them. Of what a token claims only
 * the spelling is known here; that the token is good is checked elsewhere. Pure.
 */
export interface EntryDefinition {
  /** Where a helpdesk is unless `<ID>_ORIGIN` says otherwise; `{tenant}` stands for its subdomain. */
  readonly origin: string;
  /** What a page loads to speak with the page around it; `variable` says whether from the vendor or from us. */
  readonly sdk: { readonly url: string; readonly variable: string };
  /** The account's own host, among those of its brands. */
  accountHost(subdomain: string): string;
  /** Of the account that would have this host for its own. */
  subdomainOf(host: string): string | undefined;
  /** An address of the vendor that pages may be framed by. */
  isOrigin(origin: string): boolean;
  /** The host that issued the token: the account's own, or a brand's. */
  issuerOf(iss: string): string | undefined;
  /** The account and the installation: the only place the tenant is taken from. */
  audienceOf(aud: string): { readonly subdomain: string; readonly installationId: string } | undefined;
  /** `hosts`: those whose users it may name. */
  userIdOf(sub: string, hosts: readonly string[]): string | undefined;
}
