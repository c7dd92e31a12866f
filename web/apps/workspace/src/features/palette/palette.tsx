import { type KeyboardEvent, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
import { askedMacro } from '@/features/macros/asked-macro';
import { useT } from '@/i18n/provider';
import { commands, useCommand } from '@/shared/keys';
import classes from './palette.module.css';
import type { PaletteItem } from './palette-items';
import { PalettePanel } from './palette-panel';
import { useOpenTicket } from './recent-tickets';

/** The command palette: Ctrl K finds tickets, people and things to do. */
export function Palette() {
  const t = useT();
  const navigate = useNavigate();
  const openTicket = useOpenTicket();
  const [isOpen, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);

  // The browser's own dialog keeps the focus inside and gives it back.
  function open() {
    dialog.current?.showModal();
    setOpen(true);
  }
  function close() {
    dialog.current?.close();
    setOpen(false);
  }
  /** The browser would close it a moment later, and lose a key typed in between. */
  function closeOnEscape(event: KeyboardEvent) {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    close();
  }

  function choose(item: PaletteItem) {
    close();
    switch (item.kind) {
      case 'ticket':
        return void navigate(`/tickets/${item.ticket}`);
      case 'person':
        return void navigate(`/people/${item.person}`);
      case 'organization':
        return void navigate(`/organizations/${item.organization}`);
      case 'page':
        return void navigate(item.path);
      case 'search':
        return void navigate(searchPath(item.text));
      case 'macro':
        return requestAnimationFrame(() =>
          askedMacro.set({ ticketId: item.ticket, macro: item.macro }),
        );
      case 'command':
        // Once the palette is gone and the focus is back, as if its key had been pressed there.
        return requestAnimationFrame(() => void commands.run(item.command.id));
    }
  }
  useCommand({
    id: 'palette.open',
    labelKey: 'palette.title',
    group: 'anywhere',
    keys: ['Mod+k'],
    whileTyping: true,
    run: () => (isOpen ? close() : open()),
  });
  return (
    <dialog
      ref={dialog}
      className={classes.palette}
      aria-label={t('palette.title')}
      onKeyDown={closeOnEscape}
      onClose={() => !dialog.current?.open && setOpen(false)}
      onClick={(event) => event.target === dialog.current && close()}
    >
      {isOpen && <PalettePanel openTicket={openTicket} onChoose={choose} />}
    </dialog>
  );
}

const searchPath = (query: string) => `/search?q=${encodeURIComponent(query)}`;
