/**
 * Puts text on the clipboard; false if the browser refused. In a frame without the `clipboard-write`
 * permission the modern call is refused, and the old command still works while the agent's click lasts.
 */
export async function copyText(page: Document, text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(page, text);
  }
}

function copyBySelection(page: Document, text: string): boolean {
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
