export const answersEn = {
  title: 'What you told this customer has turned out different',
  told: '%: you told them “%” at %.',
  isNow: 'It is “%”.',
  since: 'It is “%” since %.',
  readAt: 'It is “%”, as of %.',
  gone: 'There is no such value any more.',
  insert: 'Insert reply',
  handled: 'Handled',
  done: 'Handled.',
  undo: 'Undo',
  refused: 'Did not work',
};
