/** Every value of the environment that nobody but a vendor may ever read, and the shapes it is sent in. */
function secretsOf(env: Readonly<Record<string, string>>): readonly (readonly [name: string, value: string])[] {
  const own = Object.entries(env).filter(([name]) => /TOKEN|SECRET|KEY/.test(name) && !name.includes('PUBLIC'));
  const basic = Buffer.from(`${env.JIRA_EMAIL}:${env.JIRA_TOKEN}`).toString('base64');
  // Addresses of alert channels are passwords too: whoever knows them may post.
  const channels = [...(env.ALERT_CHANNELS ?? '').matchAll(/"(?:url|routingKey|secret)":"([^"]+)"/g)];
  const posted = channels.map(([, value], i) => [`ALERT_CHANNELS ${i}`, value!] as const);
  return [...own, ['JIRA basic', basic], ...posted];
}

/** Names of the secrets that stand in any of the texts. */
export const secretsIn = (
  env: Readonly<Record<string, string>>,
  sessions: readonly string[],
  texts: readonly string[],
): string[] =>
  [...secretsOf(env), ...sessions.map((token) => ['a session', token] as const)]
    .filter(([, value]) => texts.some((text) => text.includes(value)))
    .map(([name]) => name);
