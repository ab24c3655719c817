export const pencil = () => (
  <svg class="icon" viewBox="0 0 12 12" aria-hidden="true">
    <path d="M2 10l.6-2.6L8 2l2 2-5.4 5.4zM6.8 3.2l2 2" />
  </svg>
);
