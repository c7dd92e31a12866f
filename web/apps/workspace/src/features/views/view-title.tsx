import type { View } from '@guichet/api';
import { Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useAsideLinks } from '@/features/set-aside/use-aside-links';
import { useI18n } from '@/i18n/provider';
import { INTL_TAG } from '@/i18n/texts';
import { useScreen } from '@/shared/ui';
import { useViews } from './use-views';
import { ViewIcon } from './view-icon';
import classes from './view-title.module.css';

/** The name and count of a view, the page's own heading unless a ticket is open; where the views have no pane, it is also the way to the others. */
export function ViewTitle({ view, isMain }: { view: View | undefined; isMain: boolean }) {
  const Heading = isMain ? 'h1' : 'h2';
  const { locale } = useI18n();
  const { hasViews } = useScreen();
  const { title, count } = useViews();
  if (!view) return null;
  return (
    <>
      <Heading className={classes.title}>
        {hasViews ? title(view) : <ViewMenu view={view} />}
      </Heading>
      <span className={classes.count}>{count(view)?.toLocaleString(INTL_TAG[locale])}</span>
    </>
  );
}

function ViewMenu({ view }: { view: View }) {
  const { groups, title, count } = useViews();
  const aside = useAsideLinks();
  const { system, shared, teams, own } = groups;
  const blocks = [system, shared, teams, own].filter((block) => block.length > 0);
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <button type="button" className={classes.button}>
          {title(view)}
          <IconChevronDown size={16} stroke={1.75} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {blocks.map((block, index) => (
          <div key={block[0]?.id}>
            {index > 0 && <Menu.Divider />}
            {block.map((each) => (
              <Menu.Item
                key={each.id}
                component={Link}
                to={`/views/${each.id}`}
                leftSection={<ViewIcon view={each} />}
                rightSection={<span className={classes.count}>{count(each)}</span>}
              >
                {title(each)}
              </Menu.Item>
            ))}
          </div>
        ))}
        <Menu.Divider />
        {aside.map(({ to, label, Icon, count: waiting }) => (
          <Menu.Item
            key={to}
            component={Link}
            to={to}
            leftSection={<Icon size={16} stroke={1.75} aria-hidden="true" />}
            rightSection={<span className={classes.count}>{waiting}</span>}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
