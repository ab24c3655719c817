import type { Effect } from '../host/state.ts';
import { createAppFrame } from './app-frame.ts';
import type { Desk } from './desk.ts';
import { h } from './element.ts';
import { icon } from './icon.ts';

type Modal = Extract<Effect, { type: 'modal' }>;

/** A page of the app's over everything else, until it or the agent closes it. Whoever opened it hears of that. */
export function openModal(desk: Desk, { guid, url, width, height }: Modal, parentGuid: string): void {
  const { app, account } = desk.settings;
  const home = app?.locations[0]?.url;
  const page = home === undefined ? null : URL.parse(url, home);
  // What may be framed is what is installed.
  if (!page || !app?.locations.some((location) => new URL(location.url).origin === page.origin)) {
    desk.toast('The app asked for a page that is not its own.', 'error');
    return;
  }
  page.searchParams.set('origin', location.origin);
  page.searchParams.set('app_guid', guid);

  const close = () => dialog.close();
  const frame = createAppFrame(
    desk,
    () => {},
    (wish) => {
      if (wish.type === 'destroy') close();
      else if (wish.type === 'notify') desk.toast(wish.text, wish.tone, wish.isSticky);
      else if (wish.type === 'route') desk.goToTicket(wish.id);
    },
  );
  const dismiss = h(
    'button',
    { type: 'button', class: 'quiet', 'aria-label': 'Close', on: { click: close } },
    icon('close'),
  );
  const dialog = h('dialog', { class: 'app-modal', 'aria-label': app.name }, dismiss, frame.element);
  dialog.addEventListener('close', () => {
    frame.emit('modal.close', {});
    frame.close();
    dialog.remove();
  });
  document.body.append(dialog);
  dialog.showModal();
  const colorScheme = desk.colorScheme();
  frame.open({
    ...{ agent: desk.agent(), colorScheme, location: 'modal', name: 'modal', page: { url: page, guid } },
    scene: () => ({
      context: {
        ...{ product: 'support', location: 'modal', instanceGuid: guid, parentGuid },
        account: { subdomain: account.subdomain },
      },
      properties: { colorScheme, instances: {}, currentAccount: { subdomain: account.subdomain } },
    }),
  });
  frame.setActive(true);
  frame.size(width, height);
}
