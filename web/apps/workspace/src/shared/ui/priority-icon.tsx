import type { Priority } from '@guichet/api';
import classes from './priority-icon.module.css';

const BARS = [
  { x: 1.5, y: 8.5, height: 4 },
  { x: 5.7, y: 5.5, height: 7 },
  { x: 9.9, y: 2, height: 10.5 },
];
const FILLED = { low: 1, normal: 2, high: 3 };

/** One, two or three bars; urgent is a filled square with an exclamation mark. */
export function PriorityIcon({ priority, size = 14 }: { priority: Priority; size?: number }) {
  return (
    <svg
      className={classes.icon}
      data-priority={priority}
      viewBox="0 0 14 14"
      width={size}
      height={size}
      fill="currentColor"
      aria-hidden="true"
    >
      {priority === 'urgent' ? (
        <path
          fillRule="evenodd"
          d="M4 1h6a3 3 0 0 1 3 3v6a3 3 0 0 1-3 3H4a3 3 0 0 1-3-3V4a3 3 0 0 1 3-3m3 2.4a.8.8 0 0 0-.8.8v3a.8.8 0 0 0 1.6 0v-3a.8.8 0 0 0-.8-.8m0 5.7a1 1 0 1 0 0 2 1 1 0 0 0 0-2"
        />
      ) : (
        BARS.map((bar, index) => (
          <rect
            key={bar.x}
            {...bar}
            width="2.6"
            rx=".8"
            opacity={index < FILLED[priority] ? undefined : 0.28}
          />
        ))
      )}
    </svg>
  );
}
