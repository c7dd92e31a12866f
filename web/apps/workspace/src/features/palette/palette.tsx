import { useNavigate } from 'react-router';
import { askedMacro } from '@/features/macros/asked-macro';
import { useT } from '@/i18n/provider';
import { commands, useCommand } from '@/shared/keys';
import { OverDialog, useOverDialog } from '@/shared/ui/over-dialog';
import classes from './palette.module.css';
import type { PaletteItem } from './palette-items';
import { PalettePanel } from './palette-panel';
import { useOpenTicket } from './recent-tickets';

/** The command palette: Ctrl K finds tickets, people and things to do. */
export function Palette() {
  const t = useT();
  const navigate = useNavigate();
  const openTicket = useOpenTicket();
  const dialog = useOverDialog();

  function choose(item: PaletteItem) {
    dialog.close();
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
    run: () => (dialog.isOpen ? dialog.close() : dialog.open()),
  });
  return (
    <OverDialog dialog={dialog} label={t('palette.title')} className={classes.palette}>
      <PalettePanel openTicket={openTicket} onChoose={choose} />
    </OverDialog>
  );
}

const searchPath = (query: string) => `/search?q=${encodeURIComponent(query)}`;
