import { Popover } from '@mantine/core';
import { type ReactNode, useState } from 'react';

type Props = {
  /** What the window is called. */
  label: string;
  className: string | undefined;
  words: ReactNode;
  /** What changes it, in a small window beside it. */
  children: (close: () => void) => ReactNode;
};

/** Words that open a small window to change what they say. */
export function EditBeside({ label, className, words, children }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-end" width={268} trapFocus>
      <Popover.Target>
        <button type="button" className={className} onClick={() => setOpen(!isOpen)}>
          {words}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>{children(() => setOpen(false))}</Popover.Dropdown>
    </Popover>
  );
}
