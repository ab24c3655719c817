import type { SignOutWords } from './sign-out-words.ts';

export const signOutEn: SignOutWords = {
  ask: 'Sign out of Sidelight everywhere',
  sure: 'Sidelight stops in all your tabs and browsers, in tickets too, until you reload the apps. You stay signed in to the helpdesk.',
  do: 'Sign out',
  cancel: 'Cancel',
  failed: 'That did not work. Try again.',
  ended: {
    title: 'You are signed out of Sidelight',
    next: 'So are all your other tabs and browsers. To use Sidelight again, reload the apps.',
  },
};
