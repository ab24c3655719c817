import type { ViewContext } from './context.ts';

/** What did not work is tried again. */
export const againButton = ({ ui }: Pick<ViewContext, 'ui'>, run: () => unknown) => (
  <button type="button" class="btn" onClick={run}>
    {ui.tryAgain}
  </button>
);
