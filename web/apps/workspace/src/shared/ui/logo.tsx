/** The desk's window over its counter. */
export function Logo({ size = 26 }: { size?: number }) {
  return (
    <svg viewBox="0 0 26 26" width={size} height={size} role="img" aria-label="Guichet">
      <rect width="26" height="26" rx="7" fill="var(--mantine-color-canard-7)" />
      <g fill="none" stroke="var(--g-on-primary)" strokeWidth="2.2" strokeLinecap="round">
        <path d="M7.5 16.5v-5a5.5 5.5 0 0 1 11 0v5" />
        <path d="M5.2 19.6h15.6" />
      </g>
      <circle cx="13" cy="12.4" r="1.7" fill="var(--g-on-primary)" />
    </svg>
  );
}
