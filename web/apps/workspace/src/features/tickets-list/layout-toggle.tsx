import { SegmentedControl } from '@mantine/core';
import { IconLayoutList, IconTable } from '@tabler/icons-react';
import { usePreferences } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { useScreen } from '@/shared/ui';

/** Cards or table; absent where a table does not fit. */
export function LayoutToggle() {
  const t = useT();
  const { isSplit } = useScreen();
  const [preferences, setPreferences] = usePreferences();
  const layout = preferences.list_layout ?? 'cards';
  useCommand({
    id: 'list.layout',
    labelKey: 'list.toggleLayout',
    group: 'move',
    keys: ['v'],
    when: () => isSplit,
    run: () => setPreferences({ list_layout: layout === 'cards' ? 'table' : 'cards' }),
  });
  if (!isSplit) return null;
  return (
    <SegmentedControl
      aria-label={t('list.layout')}
      value={layout}
      onChange={(value) => setPreferences({ list_layout: value === 'table' ? 'table' : 'cards' })}
      data={[
        {
          value: 'cards',
          label: <IconLayoutList size={16} stroke={1.75} role="img" aria-label={t('list.cards')} />,
        },
        {
          value: 'table',
          label: <IconTable size={16} stroke={1.75} role="img" aria-label={t('list.table')} />,
        },
      ]}
    />
  );
}
