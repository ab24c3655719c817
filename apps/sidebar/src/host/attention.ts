import type { Attention, HelpdeskHost } from './port.ts';

/** On while the browser shows this tab and the helpdesk shows this app. Until it says otherwise, it does. */
export function watchAttention(page: Document, host: Pick<HelpdeskHost, 'onActivity'>): Attention {
  let isActive = true;
  return {
    isOn: () => isActive && !page.hidden,
    onChange(listener) {
      host.onActivity((active) => {
        isActive = active;
        listener();
      });
      page.addEventListener('visibilitychange', listener);
    },
  };
}
