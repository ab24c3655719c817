/** An issue as Jira sends it (trimmed recording, names changed): more inside each field than we read. */
export const issue = {
  expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
  id: '11413',
  self: 'https://acme.atlassian.net/rest/api/3/issue/11413',
  key: 'APP-1413',
  fields: {
    summary: 'Exports above 50,000 rows stop half way',
    status: {
      self: 'https://acme.atlassian.net/rest/api/3/status/3',
      name: 'In Progress',
      id: '3',
      statusCategory: { id: 4, key: 'indeterminate', colorName: 'yellow', name: 'In Progress' },
    },
    priority: { name: 'High', id: '2' },
    created: '2026-11-20T10:30:00.000+0100',
    updated: '2026-11-23T08:00:00.000+0000',
    labels: ['known-issue', 'exports'],
    components: [{ id: '10000', name: 'Exports' }],
    customfield_10050: {
      type: 'doc',
      version: 1,
      content: [{ type: 'paragraph', content: [{ type: 'text', text: 'Export one month at a time.' }] }],
    },
    customfield_10051: 'Exporting one month at a time works until this is fixed.',
  },
};

export const page = { issues: [issue], isLast: true };

/** Jira leaves the token out of the last page. */
export const pageWithMore = { issues: [issue], isLast: false, nextPageToken: 'Ch0jU3RyaW5nJlFWQlE=%&x' };

export const unknownProject = {
  errorMessages: ["The value 'APP' does not exist for the field 'project'."],
  warningMessages: [],
};

/** What `myself` says of the account whose token this is (trimmed recording, names changed). */
export const myself = {
  self: 'https://acme.atlassian.net/rest/api/3/user?accountId=5b10ac8d82e05b22cc7d4ef5',
  accountId: '5b10ac8d82e05b22cc7d4ef5',
  accountType: 'atlassian',
  emailAddress: 'sidelight@acme.example',
  displayName: 'Sidelight',
  active: true,
  timeZone: 'Europe/Berlin',
  locale: 'en_US',
};
