import { type ReactNode, useEffect, useState } from 'react';

const DELAY_MS = 150;

/** Shows its children only when the wait gets long enough to notice. */
export function Delayed({ children }: { children: ReactNode }) {
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  return isShown && children;
}
