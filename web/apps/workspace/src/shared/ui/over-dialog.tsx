import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';

/**
 * Something that can be opened over any page. The browser's own dialog keeps the focus inside and gives it back; a click
 * beside it closes it.
 */
export function useOverDialog() {
  const ref = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  return {
    isOpen,
    open() {
      ref.current?.showModal();
      setOpen(true);
    },
    close() {
      ref.current?.close();
      setOpen(false);
    },
    ref,
    setOpen,
  };
}

type Props = {
  dialog: ReturnType<typeof useOverDialog>;
  label: string;
  className: string | undefined;
  children: ReactNode;
};

/** The dialog itself; empty while it is closed. */
export function OverDialog({ dialog, label, className, children }: Props) {
  const { ref, isOpen, setOpen, close } = dialog;
  /** The browser would close it a moment later, and lose a key typed in between. */
  function closeOnEscape(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  }
  return (
    <dialog
      ref={ref}
      className={className}
      aria-label={label}
      onKeyDown={closeOnEscape}
      onClose={() => !ref.current?.open && setOpen(false)}
      onClick={(event) => event.target === ref.current && close()}
    >
      {isOpen && children}
    </dialog>
  );
}
