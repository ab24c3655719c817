/** Of what somebody writes when they have a masked value shown: in letters. */
export const NOTE_LENGTH = { least: 10, most: 200 } as const;
