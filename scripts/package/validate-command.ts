export const validateCommand = {
  name: 'npm run validate --',
  takes: '<file.zip>',
  help: 'Checks any app package as the marketplace would. Fails on errors, not on warnings.',
  options: {},
  operands: 1,
} as const;
