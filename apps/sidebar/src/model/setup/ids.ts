/** Ids of what can be jumped to, and keys of what can be unfolded: the same word for both. */
export const rowId = (connector: string): string => `c-${connector}`;
export const inputId = (connector: string, input: string): string => `in-${connector}-${input}`;
export const resultId = (connector: string): string => `result-${connector}`;
export const areaId = (area: string): string => `area-${area}`;
export const sectionId = (section: string): string => `s-${section}`;
export const criterionId = (criterion: string): string => `criterion-${criterion}`;
export const showKey = (connector: string, input: string): string => `show ${connector} ${input}`;
export const jobsKey = (what: string, queue: string, reason: string): string => `${what} ${queue} ${reason}`;
/** The same, asked for in the list of keys. */
export const revokeKey = (connector: string): string => `revoke ${connector}`;
export const dropKey = (connector: string): string => `drop ${connector}`;

export const REGISTER = 'register';
export const TEST_WEBHOOK = 'test webhook';
export const SAVE_ROLLOUT = 'save rollout';
export const WIDER = 'wider';
export const BACK = 'back';
