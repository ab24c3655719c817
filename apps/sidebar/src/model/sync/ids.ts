export const boxId = (itemId: string): string => `item-${itemId}`;
export const inputId = (itemId: string): string => `own-${itemId}`;
export const rulePanelId = (itemId: string): string => `rule-${itemId}`;

export const DECIDE = 'decide';
export const UNDO = 'undo';
export const decideKey = (itemId: string): string => `${DECIDE} ${itemId}`;
export const undoKey = (itemId: string): string => `${UNDO} ${itemId}`;
export const runKey = (object: string, kind: string): string => `run ${object} ${kind}`;
export const switchKey = (object: string): string => `switch ${object}`;
export const lettersKey = (object: string, reason: string): string => `${object} ${reason}`;
export const replayKey = (which: string): string => `replay ${which}`;
export const APPLY = 'apply rule';
export const pauseKey = (runId: string): string => `pause ${runId}`;
export const ADD_FIELD = 'add field';
export const fieldPanelId = ({ object, id }: { readonly object: string; readonly id: string }): string =>
  `new-${object}-${id}`;
