import { Modal, Switch, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useState } from 'react';
import { usePreferences } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { useCommands } from '@/shared/keys';
import classes from './sheet.module.css';
import { sheetColumns } from './sheet-rows';
import { ShortcutRow } from './shortcut-row';

/** Every command of the screen below, with its keys. */
export function Sheet({ onClose }: { onClose: () => void }) {
  const t = useT();
  return (
    <Modal.Root
      opened
      onClose={onClose}
      size={920}
      yOffset={80}
      classNames={{ content: classes.sheet }}
    >
      <Modal.Overlay />
      <Modal.Content aria-label={t('shortcuts.title')}>
        <Content onClose={onClose} />
      </Modal.Content>
    </Modal.Root>
  );
}

function Content({ onClose }: { onClose: () => void }) {
  const t = useT();
  const commands = useCommands();
  const [text, setText] = useState('');
  const [preferences, setPreferences] = usePreferences();
  const columns = sheetColumns(commands, text, t);
  const isEmpty = columns.every((sections) => sections.length === 0);
  return (
    <>
      <header className={classes.head}>
        <h2>{t('shortcuts.title')}</h2>
        <TextInput
          type="search"
          className={classes.find}
          aria-label={t('shortcuts.find')}
          placeholder={t('shortcuts.find')}
          leftSection={<IconSearch size={14} stroke={1.75} />}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Switch
          label={t('shortcuts.singleKeys')}
          checked={preferences.single_keys ?? true}
          onChange={(event) => setPreferences({ single_keys: event.currentTarget.checked })}
        />
        <Modal.CloseButton aria-label={t('common.close')} onClick={onClose} />
      </header>
      <Modal.Body className={classes.columns}>
        {columns.map((sections) => (
          <div key={sections.map((section) => section.group).join() || text}>
            {sections.map((section) => (
              <section key={section.group}>
                <h3>{t(`shortcuts.${section.group}`)}</h3>
                <ul>
                  {section.rows.map((row) => (
                    <ShortcutRow key={row.label} row={row} />
                  ))}
                </ul>
              </section>
            ))}
          </div>
        ))}
        {isEmpty && <p role="status">{t('common.nothingFound')}</p>}
      </Modal.Body>
    </>
  );
}
