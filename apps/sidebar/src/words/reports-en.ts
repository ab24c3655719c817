/** What is said of a ticket and a known issue. */
export const reportsEn = {
  none: 'No ticket is linked to this yet.',
  one: '1 ticket is linked to this.',
  some: '% tickets are linked to this.',
  link: 'Link this ticket (+1)',
  unlink: 'Unlink this ticket',
  tell: 'Tell me when it is fixed',
  do_not_tell: 'Do not tell me',
  kept: 'The count is kept in Sidelight; nothing is written to the tracker.',
  willTell:
    'Tell me: once the issue is closed, an internal note on this ticket says so, and you follow the ticket, so that the helpdesk notifies you.',
  awaited:
    'Once the issue is closed in the tracker, an internal note on this ticket says so. Whoever asked follows the ticket then, and is notified by the helpdesk.',
  told: 'Closed: an internal note on this ticket said so on %.',
  telling: 'Closed on %: the internal note that says so is being written.',
  untold: 'Closed on %, but the helpdesk refused the internal note that says so.',
  notRead: 'Linked tickets could not be counted.',
  refused: 'Did not work. Try again.',
};
