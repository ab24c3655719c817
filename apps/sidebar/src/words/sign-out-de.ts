import type { SignOutWords } from './sign-out-words.ts';

export const signOutDe: SignOutWords = {
  ask: 'Überall von Sidelight abmelden',
  sure: 'Sidelight endet in allen Ihren Tabs und Browsern, auch in Tickets, bis Sie die Apps neu laden. Im Helpdesk bleiben Sie angemeldet.',
  do: 'Abmelden',
  cancel: 'Abbrechen',
  failed: 'Das hat nicht geklappt. Versuchen Sie es noch einmal.',
  ended: {
    title: 'Sie sind von Sidelight abgemeldet',
    next: 'Auch alle anderen Tabs und Browser sind abgemeldet. Um Sidelight wieder zu nutzen, laden Sie die Apps neu.',
  },
};
