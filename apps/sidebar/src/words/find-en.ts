/** What the search of the CRM says. */
export const findEn = {
  label: 'Company name, domain or e-mail address',
  go: 'Search',
  short: 'Type at least % characters.',
  asking: 'Searching the CRM…',
  one: '1 account found.',
  some: '% accounts found.',
  cut: 'More fit: type more of the name, or the domain.',
  nobody: 'Nothing found. Try another spelling, the domain or an e-mail address.',
  notByName: 'This CRM can be searched by domain or e-mail address only.',
  failed: 'Nothing was searched.',
  notConfirmed: 'The helpdesk could not confirm whose ticket this is. Try again.',
  by: { email: 'The address belongs to it', domain: 'The domain belongs to it', name: 'Name or domain fits' },
  recorded: 'Your choice is recorded in your name, holds for this requester’s tickets and can be undone.',
};
