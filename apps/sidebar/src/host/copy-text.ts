/**
 * Puts text on the clipboard; false if the browser refused. By the old command, on purpose: the modern call
 * needs a permission that a helpdesk need not lend its frames, this one only the agent's click.
 */
export function copyText(page: Document, text: string): boolean {
  const before = page.activeElement;
  const field = page.createElement('textarea');
  field.className = 'sr';
  field.value = text;
  page.body.append(field);
  field.select();
  const isDone = page.execCommand('copy');
  field.remove();
  if (before instanceof HTMLElement) before.focus();
  return isDone;
}
