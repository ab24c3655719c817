/** What is said of the way out. */
export interface SignOutWords {
  readonly ask: string;
  readonly sure: string;
  readonly do: string;
  readonly cancel: string;
  readonly failed: string;
  readonly ended: { readonly title: string; readonly next: string };
}
