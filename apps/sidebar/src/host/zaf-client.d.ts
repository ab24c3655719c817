/** The npm copy ships no types; these are the calls we make, and the bundle has no others. Every answer is unknown until its shape is checked. */
declare module '@zendesk/zaf-client' {
  export interface ZafClient {
    get(paths: string[]): Promise<unknown>;
    invoke(action: string, ...args: unknown[]): Promise<unknown>;
    context(): Promise<unknown>;
    on(event: string, handler: (payload: unknown) => void): void;
  }
  export interface ZafSdk {
    /** False when the address names no origin or app. */
    init(): ZafClient | false;
  }
  const sdk: ZafSdk;
  export default sdk;
}
