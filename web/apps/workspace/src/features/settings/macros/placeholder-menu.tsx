import { Button, Menu } from '@mantine/core';
import { IconBraces } from '@tabler/icons-react';
import { Fragment } from 'react';
import { useT } from '@/i18n/provider';
import classes from './macros.module.css';
import { type PlaceholderGroup, written } from './placeholders';

type Props = { groups: readonly PlaceholderGroup[]; onPick: (text: string) => void };

/** Puts in what is filled in later, by what people call it. */
export function PlaceholderMenu({ groups, onPick }: Props) {
  const t = useT();
  return (
    <Menu position="top-start" width={320} returnFocus={false}>
      <Menu.Target>
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconBraces size={16} stroke={1.75} aria-hidden="true" />}
        >
          {t('macroForm.placeholder')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown className={classes.placeholders}>
        {groups.map(({ about, names }) => (
          <Fragment key={about}>
            <Menu.Label>{t(`placeholder.${about}`)}</Menu.Label>
            {names.map((name) => (
              <Menu.Item key={name} onClick={() => onPick(written(name))}>
                <span className={classes.placeholder}>
                  {t(`placeholder.${name}`)}
                  <span>{written(name)}</span>
                </span>
              </Menu.Item>
            ))}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
