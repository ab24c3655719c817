import { isGroupMembers, isPreviewAnswer, isStoredKeys } from 'virtual:setup-parts-wire';
import { type ComponentChild, render } from 'preact';
import type { AppWebhooksPart } from './app-webhooks.ts';
import type { PageDeps } from './leads.ts';
import type { SetupCommands } from './model/setup/commands.ts';
import { revokeKey, rowId } from './model/setup/ids.ts';
import type { SetupPage } from './model/setup/page.ts';
import type { SetupState } from './model/setup/state.ts';
import { createSetupParts } from './model/setup-parts/ask.ts';
import { firstSetupParts } from './model/setup-parts/state.ts';
import { createStore, type Store } from './model/store.ts';
import type { SetupPartsContext } from './view/setup-parts/context.ts';
import { keyList } from './view/setup-parts/keys.tsx';
import { groupMembers } from './view/setup-parts/members.tsx';
import { previewPart } from './view/setup-parts/preview.tsx';
import css from './view/setup-parts/setup-parts.css?inline';
import { loadSetupPartsWords } from './words/setup-parts-load.ts';

/** Keys, members and the preview, webhooks of vendors' own apps and who decides what agents see: fetched once the setup page stands. */
export async function openSetupParts(
  deps: PageDeps,
  setup: Store<SetupState>,
  { askFirst, disconnect, jump }: Pick<SetupCommands, 'askFirst' | 'disconnect'> & Pick<SetupPage, 'jump'>,
): Promise<AppWebhooksPart> {
  const { boot, client, clock, attention, repaint } = deps;
  const loading = [
    import('./app-webhooks.ts').then(({ openAppWebhooks }) => openAppWebhooks(deps)),
    import('./agent-check.ts').then(({ openAgentCheck }) => openAgentCheck(deps)),
  ];
  const words = await loadSetupPartsWords(boot.locale);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(css);
  document.adoptedStyleSheets.push(sheet);
  const state = createStore(firstSetupParts);
  const parts = createSetupParts({ state, client, clock, attention, isStoredKeys, isGroupMembers, isPreviewAnswer });
  state.watch(repaint);
  const later = new Set<AppWebhooksPart>();
  let isShown = false;
  for (const one of loading)
    one.then(
      (part) => {
        later.add(part);
        part.setShown(isShown);
      },
      () => {},
    );
  const put = (id: string, part: ComponentChild) => {
    const place = document.getElementById(id);
    if (place) render(part, place);
  };

  return {
    setShown(isNow) {
      isShown = isNow;
      parts.setShown(isNow);
      for (const part of later) part.setShown(isNow);
    },
    draw(page) {
      for (const part of later) part.draw(page);
      const { setup: all, draft, asked, command } = setup.get();
      if (!all) return;
      const { pilotGroups, groups } = draft ?? all.rollout;
      const chosen = [...new Set([...pilotGroups, ...groups])];
      void parts.count(chosen);
      const ctx: SetupPartsContext = {
        ...page,
        ...parts,
        revoking: {
          asked,
          isSending: command?.state === 'sending',
          ask: (connector) => askFirst(connector && revokeKey(connector)),
          revoke(connector) {
            disconnect(connector);
            // What became of it at the vendor stands there.
            jump(rowId(connector));
          },
        },
        words,
        state: state.get(),
        groups: all.rollout.allGroups,
        chosen,
      };
      put('keys', keyList(ctx));
      put('members', groupMembers(ctx));
      put('preview', previewPart(ctx));
    },
  };
}
