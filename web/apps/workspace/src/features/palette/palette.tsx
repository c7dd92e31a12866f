import { useLayoutEffect, useRef, useState } from 'react';
import { useNavigate } from 'react-router';
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
  // The browser's own dialog opens at once, keeps the focus inside and gives it back.
  useLayoutEffect(() => {
    if (isOpen) dialog.current?.showModal();
  }, [isOpen]);
  const close = () => dialog.current?.close();

  function choose(item: PaletteItem) {
    close();
    switch (item.kind) {
      case 'ticket':
        return void navigate(`/tickets/${item.ticket}`);
      case 'person':
        return void navigate(`/people/${item.person}`);
      case 'organization':
        return void navigate(searchPath(`organization:"${item.name}"`));
      case 'search':
        return void navigate(searchPath(item.text));
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
    run: () => (isOpen ? close() : setOpen(true)),
  });
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a click beside the palette closes it, as Escape does
    <dialog
      ref={dialog}
      className={classes.palette}
      aria-label={t('palette.title')}
      onClose={() => setOpen(false)}
      onClick={(event) => event.target === dialog.current && close()}
    >
      {isOpen && <PalettePanel openTicket={openTicket} onChoose={choose} />}
    </dialog>
  );
}

const searchPath = (query: string) => `/search?q=${encodeURIComponent(query)}`;
