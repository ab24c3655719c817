/** Why a user or an organisation is not written as somebody asked. */
export interface WriteRefused {
  readonly kind: 'refused';
  readonly code: 'RecordInvalid' | 'RecordNotFound' | 'Forbidden';
  readonly field: string;
  /** Of the detail: `DuplicateValue`, `BlankValue`, `InvalidValue`. */
  readonly error: string;
  readonly words: string;
}

export const refused = (field: string, error: string, words: string): WriteRefused => ({
  ...{ kind: 'refused', code: 'RecordInvalid', field, error, words },
});
export const taken = (field: string, value: string): WriteRefused =>
  refused(field, 'DuplicateValue', `${value} is already being used by another user`);
export const gone = (): WriteRefused => ({ ...refused('id', 'RecordNotFound', 'Not found'), code: 'RecordNotFound' });
export const sharedUser = (): WriteRefused => ({
  ...refused('id', 'Forbidden', 'You do not have access to this page.'),
  code: 'Forbidden',
});
