import type { View } from '@guichet/api';
import { Menu } from '@mantine/core';
import {
  IconChevronDown,
  IconEdit,
  IconLogout,
  IconPlus,
  IconSearch,
  IconSettings,
} from '@tabler/icons-react';
import { Link, useNavigate, useParams } from 'react-router';
import { useDesk } from '@/features/session/use-session';
import { AsideLinks } from '@/features/set-aside/aside-links';
import { useSignOut } from '@/features/shell/me-menu';
import { useI18n } from '@/i18n/provider';
import { INTL_TAG } from '@/i18n/texts';
import { commands } from '@/shared/keys';
import { IconButton } from '@/shared/ui';
import { useViews } from './use-views';
import { ViewIcon } from './view-icon';
import classes from './views-pane.module.css';

/** The counter beside the sheet: the desk's name, search, and every view with its count. */
export function ViewsPane() {
  const { t } = useI18n();
  const navigate = useNavigate();
  const { groups } = useViews();
  return (
    <aside className={classes.pane} aria-label={t('views.title')} data-pane tabIndex={-1}>
      <div className={classes.desk}>
        <DeskMenu />
        <IconButton
          label={t('shell.newTicket')}
          keys="c"
          onClick={() => void navigate('/tickets/new')}
        >
          <IconEdit size={18} stroke={1.75} />
        </IconButton>
      </div>
      <SearchButton />
      <nav className={classes.scroll} aria-label={t('views.title')}>
        <ViewLinks views={groups.system} />
        {groups.teams.length > 0 && <h2 className={classes.label}>{t('views.teams')}</h2>}
        <ViewLinks views={groups.teams} />
        {groups.shared.length > 0 && <h2 className={classes.label}>{t('views.shared')}</h2>}
        <ViewLinks views={groups.shared} />
        <h2 className={classes.label}>
          {t('views.own')}
          <IconButton
            size={24}
            label={t('views.new')}
            onClick={() => void navigate('/settings/views/new')}
          >
            <IconPlus size={14} stroke={1.75} />
          </IconButton>
        </h2>
        <ViewLinks views={groups.own} />
        <AsideLinks />
      </nav>
    </aside>
  );
}

function DeskMenu() {
  const { t } = useI18n();
  const desk = useDesk();
  const signOut = useSignOut();
  return (
    <Menu position="bottom-start" width={196}>
      <Menu.Target>
        <button type="button" className={classes.deskName}>
          <b>{desk?.name ?? 'Guichet'}</b>
          <IconChevronDown size={14} stroke={1.75} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          component={Link}
          to="/settings"
          leftSection={<IconSettings size={16} stroke={1.75} />}
        >
          {t('shell.settings')}
        </Menu.Item>
        <Menu.Item leftSection={<IconLogout size={16} stroke={1.75} />} onClick={signOut}>
          {t('shell.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Opens the palette; where there is none, the search page. */
function SearchButton() {
  const { t } = useI18n();
  const navigate = useNavigate();
  return (
    <button
      type="button"
      className={classes.search}
      onClick={() => commands.run('palette.open') || void navigate('/search')}
    >
      <IconSearch size={14} stroke={1.75} aria-hidden="true" />
      <span className={classes.searchText}>{t('shell.searchOrJump')}</span>
      <kbd className={classes.searchKey}>Ctrl K</kbd>
    </button>
  );
}

function ViewLinks({ views }: { views: View[] }) {
  const { locale } = useI18n();
  const { viewId } = useParams();
  const { title, count } = useViews();
  return views.map((view) => {
    const isCurrent = String(view.id) === viewId;
    return (
      <Link
        key={view.id}
        to={`/views/${view.id}`}
        className={classes.view}
        aria-current={isCurrent ? 'page' : undefined}
      >
        <ViewIcon view={view} />
        <span className={classes.name}>{title(view)}</span>
        <span className={classes.count}>{count(view)?.toLocaleString(INTL_TAG[locale])}</span>
      </Link>
    );
  });
}
