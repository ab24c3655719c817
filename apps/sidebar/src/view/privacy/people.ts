import type { PrivacyWords } from '../../words/privacy-words.ts';

/** A team's name as the server knows it; what is not a team's is the operator's. */
export const ownerIn = (words: PrivacyWords, owner: string): string => (owner === 'operator' ? words.operator : owner);

/** Who asked for it at the command line is kept with a mark that tells them from users of the helpdesk. */
export const personOf = (askedBy: string): string => askedBy.replace(/^cli:/, '');
