import { IconChevronRight, IconStack2, IconTicket, IconUser } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import { type DetailsTab, useDetails } from './details-context';
import classes from './details-pane.module.css';

/** What the details are about: the ticket, who asked, what is related. */
export const TABS = [
  { value: 'ticket', Icon: IconTicket },
  { value: 'person', Icon: IconUser },
  { value: 'related', Icon: IconStack2 },
] as const satisfies { value: DetailsTab; Icon: unknown }[];

/** Chooses among them, above the pane or the drawer. */
export function DetailsTabs() {
  const t = useT();
  const { tab, showTab, toggle } = useDetails();
  return (
    <div className={classes.head}>
      <div role="tablist" aria-label={t('details.title')} className={classes.tabs}>
        {TABS.map(({ value, Icon }) => (
          <button
            key={value}
            type="button"
            role="tab"
            aria-selected={tab === value}
            aria-controls="details-panel"
            aria-label={t(`details.${value}`)}
            title={t(`details.${value}`)}
            className={classes.tab}
            onClick={() => showTab(value)}
          >
            <Icon size={18} stroke={1.75} aria-hidden="true" />
            {tab === value && t(`details.${value}`)}
          </button>
        ))}
      </div>
      <IconButton label={t('details.hide')} keys="]" onClick={toggle}>
        <IconChevronRight size={16} stroke={1.75} />
      </IconButton>
    </div>
  );
}
