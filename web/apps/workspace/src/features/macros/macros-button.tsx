import type { Conversation } from '@guichet/api';
import { Popover } from '@mantine/core';
import { IconTemplate } from '@tabler/icons-react';
import { Suspense, useState } from 'react';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { loadLater } from '@/shared/load-soon';
import { IconButton } from '@/shared/ui';
import type { Macro } from './api';

const MacroSearch = loadLater(async () => (await import('./macro-search')).MacroSearch);

export type MacroSearchProps = {
  ticket: Conversation['ticket'];
  onChoose: (macro: Macro) => void;
  /** Gives the focus back to the text. */
  onLeave: () => void;
};

/** Opens the list of macros with a search field of its own. */
export function MacrosButton({ ticket, onChoose, onLeave }: MacroSearchProps) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  useCommand({
    id: 'composer.macros',
    labelKey: 'macros.use',
    group: 'editor',
    keys: ['Mod+/'],
    whileTyping: true,
    run: () => setOpened(true),
  });
  return (
    <Popover
      opened={opened}
      position="top-start"
      transitionProps={{ duration: 0 }}
      onChange={setOpened}
    >
      <Popover.Target>
        <IconButton
          size={26}
          label={t('macros.use')}
          keys="Mod+/"
          onClick={() => setOpened(!opened)}
        >
          <IconTemplate size={16} stroke={1.75} />
        </IconButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('macros.title')}>
        <Suspense>
          <MacroSearch
            ticket={ticket}
            onChoose={(macro) => {
              setOpened(false);
              onChoose(macro);
            }}
            onLeave={() => {
              setOpened(false);
              onLeave();
            }}
          />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
