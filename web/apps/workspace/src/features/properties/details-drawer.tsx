import { Drawer, SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '@/i18n/provider';
import { useScreen } from '@/shared/ui';
import { type DetailsTab, useDetails } from './details-context';
import classes from './details-drawer.module.css';
import { DetailsTabs, TABS } from './details-tabs';

/** The details over the conversation, where there is no room beside it: a drawer, or a phone's sheet. */
export function DetailsDrawer({ children }: { children: ReactNode }) {
  const t = useT();
  const { isPhone } = useScreen();
  const { isOpen, toggle } = useDetails();
  return (
    <Drawer.Root
      opened={isOpen}
      onClose={toggle}
      position={isPhone ? 'bottom' : 'right'}
      size={isPhone ? 'auto' : 320}
      classNames={{ inner: classes.drawerPlace, content: classes.drawer }}
    >
      <Drawer.Overlay className={classes.scrim} />
      <Drawer.Content aria-label={t('details.title')}>
        <Drawer.Body className={classes.drawerBody}>
          {isPhone ? <PhoneTabs /> : <DetailsTabs />}
          {children}
        </Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  );
}

function PhoneTabs() {
  const t = useT();
  const { tab, showTab } = useDetails();
  return (
    <div className={classes.phoneHead}>
      <h2>{t(`details.${tab}`)}</h2>
      <SegmentedControl
        aria-label={t('details.title')}
        value={tab}
        onChange={(value) => showTab(value as DetailsTab)}
        data={TABS.map(({ value, Icon }) => ({
          value,
          label: <Icon size={18} stroke={1.75} role="img" aria-label={t(`details.${value}`)} />,
        }))}
      />
    </div>
  );
}
