import { IconChevronLeft } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useNavigate } from 'react-router';
import { useT } from '@/i18n/provider';
import { DockedToast } from '@/shared/toast/docked-toast';
import { ErrorState, IconButton, isMissing } from '@/shared/ui';
import classes from './profile-page.module.css';

type Tab = { value: string; label: string; content: ReactNode };

type Props = {
  title: string;
  /** The list that it stands in. */
  backTo: string;
  backLabel: string;
  error: Error | null;
  onRetry: () => void;
  /** Picture, name and what stands beside them. */
  head: ReactNode;
  /** What can be done with the whole of it. */
  actions?: ReactNode;
  facts: ReactNode;
  tabs: readonly Tab[];
};

/** A person's or an organization's page: what is known beside what happened. */
export function ProfilePage(props: Props) {
  const t = useT();
  const navigate = useNavigate();
  const { title, tabs } = props;
  const [chosen, setChosen] = useState(tabs[0]?.value);
  const shown = tabs.find(({ value }) => value === chosen);
  return (
    <section
      className={classes.page}
      aria-label={title || t('people.title')}
      data-pane
      tabIndex={-1}
    >
      <title>{`${title} · Guichet`}</title>
      <header className={classes.head}>
        <IconButton label={props.backLabel} onClick={() => void navigate(props.backTo)}>
          <IconChevronLeft size={18} stroke={1.75} />
        </IconButton>
        {props.head}
        {props.actions}
      </header>
      {props.error ? (
        <ErrorState
          isPage
          title={t(isMissing(props.error) ? 'page.missing' : 'people.profileFailed')}
          error={props.error}
          onRetry={props.onRetry}
        />
      ) : (
        <div className={classes.panes}>
          <div className={classes.main}>
            <div role="tablist" aria-label={title} className={classes.tabs}>
              {tabs.map(({ value, label }) => (
                <button
                  key={value}
                  type="button"
                  role="tab"
                  aria-selected={value === chosen}
                  aria-controls="profile-panel"
                  className={classes.tab}
                  onClick={() => setChosen(value)}
                >
                  {label}
                </button>
              ))}
            </div>
            <div role="tabpanel" id="profile-panel" className={classes.panel}>
              {shown?.content}
            </div>
            <div className={classes.dock}>
              <DockedToast />
            </div>
          </div>
          <aside className={classes.facts} aria-label={t('details.title')} data-pane tabIndex={-1}>
            {props.facts}
          </aside>
        </div>
      )}
    </section>
  );
}
