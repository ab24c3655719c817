/** Where an app's frame has got to. */
export type AppState =
  | { readonly at: 'opening' }
  | { readonly at: 'ready'; readonly tookMs: number; readonly sdkVersion: string }
  /** The control port could not sign, so nothing was asked of the API. */
  | { readonly at: 'unsigned' }
  | { readonly at: 'down' }
  /** Something was answered, and it is not an app that says hello. */
  | { readonly at: 'refused' }
  /** Alive, and yet it has not answered the entry. */
  | { readonly at: 'silent' }
  | { readonly at: 'hidden' }
  /** Deactivated from the simulation panel, as if its tab were not in front. */
  | { readonly at: 'background' };

export interface Sentence {
  readonly title: string;
  readonly todo: string;
}

/** What the tray says, and what to do about it. Nothing once the app speaks for itself. */
export function sentenceFor(state: AppState): Sentence | undefined {
  switch (state.at) {
    case 'opening':
    case 'ready':
      return undefined;
    case 'unsigned':
      return {
        title: 'No sign-in for the app',
        todo: 'The world’s control port did not sign one. Look at the terminal the demo runs in, then reload the app.',
      };
    case 'down':
      return {
        title: 'The app’s server does not answer',
        todo: 'Start it again (npm run demo), then reload the app. The ticket itself can still be worked on.',
      };
    case 'refused':
      return {
        title: 'The app did not start',
        todo: 'Its server answered, but not with an app that says hello. What it sent is shown below. Reload the app; if it stays so, read the server’s log.',
      };
    case 'silent':
      return {
        title: 'The app is taking very long',
        todo: 'Its server is alive but has not answered yet. Wait, or reload the app.',
      };
    case 'background':
      return {
        title: 'The app is in the background',
        todo: 'It was deactivated, as when another ticket is in front. Activate it in the simulation panel.',
      };
    case 'hidden':
      return { title: 'The app has hidden itself', todo: 'Reload the app to see it again.' };
    default: {
      const never: never = state;
      return never;
    }
  }
}

/** Whether the frame holds something worth seeing; a browser's own error page is not. */
export const isFrameShown = ({ at }: AppState) =>
  at === 'opening' || at === 'ready' || at === 'refused' || at === 'silent';
