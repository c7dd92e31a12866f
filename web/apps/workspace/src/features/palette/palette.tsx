import { Modal } from '@mantine/core';
import { useRef, useState } from 'react';
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
  const focusBefore = useRef<HTMLElement | null>(null);

  function toggle() {
    if (isOpen) return close();
    focusBefore.current = document.activeElement as HTMLElement | null;
    setOpen(true);
  }
  function close() {
    setOpen(false);
    requestAnimationFrame(() => focusBefore.current?.focus());
  }
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
        return requestAnimationFrame(() =>
          requestAnimationFrame(() => void commands.run(item.command.id)),
        );
    }
  }
  useCommand({
    id: 'palette.open',
    labelKey: 'palette.title',
    group: 'anywhere',
    keys: ['Mod+k'],
    whileTyping: true,
    run: toggle,
  });
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      aria-label={t('palette.title')}
      withCloseButton={false}
      returnFocus={false}
      size={640}
      transitionProps={{ duration: 0 }}
      classNames={{ body: classes.body }}
    >
      <PalettePanel openTicket={openTicket} onChoose={choose} />
    </Modal>
  );
}

const searchPath = (query: string) => `/search?q=${encodeURIComponent(query)}`;
