/** Beyond this the frame scrolls inside: a sidebar longer than any screen helps nobody. */
const MAX_PX = 1_200;
const SETTLE_MS = 100;

/** Tells the helpdesk how tall we are: at once, and again whenever that has changed and come to rest. */
export function followHeight(content: HTMLElement, resize: (heightPx: number) => void): void {
  let told = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function tell(): void {
    const height = Math.min(MAX_PX, Math.ceil(content.getBoundingClientRect().height));
    // A frame that is not shown has no height; told so, the helpdesk would never show it again.
    if (height === 0 || height === told) return;
    told = height;
    resize(height);
  }

  tell();
  new ResizeObserver(() => {
    clearTimeout(timer);
    timer = setTimeout(tell, SETTLE_MS);
  }).observe(content);
}
