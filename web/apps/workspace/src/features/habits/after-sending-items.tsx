import { Menu } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { usePreferences } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { AFTER_SENDING } from './going-on';

/** In the menu beside Send: where to go afterwards, remembered. */
export function AfterSendingItems() {
  const t = useT();
  const [{ after_sending: chosen = 'stay' }, setPreferences] = usePreferences();
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('habits.afterSending')}</Menu.Label>
      {AFTER_SENDING.map((each) => (
        <Menu.RadioItem
          key={each}
          value={each}
          checked={each === chosen}
          closeMenuOnClick
          rightSection={each === chosen && <IconCheck size={14} stroke={1.75} aria-hidden="true" />}
          onClick={() => setPreferences({ after_sending: each })}
        >
          {t(`habits.after.${each}`)}
        </Menu.RadioItem>
      ))}
    </>
  );
}
