import { apiPath, type View } from '@guichet/api';
import { Menu } from '@mantine/core';
import { IconCheck, IconDots, IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useHasBrands } from '@/features/brands/use-brands';
import { hasOwn } from '@/features/custom-statuses/statuses';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import { usePreferences } from '@/features/session/use-session';
import { fieldsQuery } from '@/features/ticket-fields/api';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { IconButton } from '@/shared/ui';
import { GROUP_FIELDS, type GroupField } from './api';
import { type Column, columnsFor, shownColumns, withColumn } from './columns';
import classes from './list-menu.module.css';

type Props = {
  view: View;
  layout: 'cards' | 'table';
  by: GroupField | null;
  onGroup: (by: GroupField | null) => void;
};

/** The columns that the signed-in person has chosen. */
export function useColumns() {
  const { data: fields = [] } = useQuery(fieldsQuery);
  const [preferences, setPreferences] = usePreferences();
  const all = columnsFor(fields, {
    namesStatuses: hasOwn(useStatuses()),
    hasBrands: useHasBrands(),
  });
  const shown = shownColumns(all, preferences.list_columns);
  const toggle = ({ key }: Column) => setPreferences({ list_columns: withColumn(shown, key) });
  return { all, shown, toggle };
}

/** What else there is to do with a list: group it, choose its columns, take it away as a file. */
export function ListMenu({ view, layout, by, onGroup }: Props) {
  const t = useT();
  const file = apiPath(`/views/${view.id}/csv`);
  useCommand({
    id: 'list.export',
    labelKey: 'list.export',
    group: 'anywhere',
    keys: [],
    run: () => window.location.assign(file),
  });
  const tick = (isTicked: boolean) =>
    isTicked && <IconCheck size={14} stroke={1.75} aria-hidden="true" />;
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <IconButton label={t('list.more')}>
          <IconDots size={16} stroke={1.75} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown className={classes.menu}>
        <Menu.Label>{t('list.group')}</Menu.Label>
        {([null, ...GROUP_FIELDS] as const).map((each) => (
          <Menu.RadioItem
            key={each ?? 'none'}
            value={each ?? 'none'}
            checked={each === by}
            closeMenuOnClick
            rightSection={tick(each === by)}
            onClick={() => onGroup(each)}
          >
            {t(each ? `group.by.${each}` : 'group.none')}
          </Menu.RadioItem>
        ))}
        {layout === 'table' && <ColumnItems />}
        <Menu.Divider />
        <Menu.Item
          component="a"
          href={file}
          download
          leftSection={<IconDownload size={16} stroke={1.75} aria-hidden="true" />}
        >
          {t('list.export')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function ColumnItems() {
  const t = useT();
  const { all, shown, toggle } = useColumns();
  return (
    <>
      <Menu.Divider />
      <Menu.Label>{t('list.columns')}</Menu.Label>
      {all
        .filter((column) => column.key !== 'subject')
        .map((column) => (
          <Menu.CheckboxItem
            key={column.key}
            checked={shown.includes(column)}
            closeMenuOnClick={false}
            rightSection={
              shown.includes(column) && <IconCheck size={14} stroke={1.75} aria-hidden="true" />
            }
            onClick={() => toggle(column)}
          >
            {column.title ?? (column.labelKey && t(column.labelKey))}
          </Menu.CheckboxItem>
        ))}
    </>
  );
}
