import { Button, Switch } from '@mantine/core';
import { IconPencil, IconTrash } from '@tabler/icons-react';
import type { CustomStatus } from '@/features/custom-statuses/api';
import { statusName } from '@/features/custom-statuses/statuses';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { IconButton, StatusIcon } from '@/shared/ui';
import settings from '../settings-page.module.css';
import { isFirst } from './status-draft';
import classes from './statuses-page.module.css';

type Props = {
  status: CustomStatus;
  /** Where its category has others, one of them is the default. */
  hasOthers: boolean;
  onEdit: () => void;
  onRemove: () => void;
  onSwitch: (active: boolean) => void;
  onDefault: () => void;
};

/** One status, and what can be done with it: the default stays in use, and the first of a category stays. */
export function StatusLine(props: Props) {
  const { status, hasOthers } = props;
  const t = useT();
  const name = statusName(status, t);
  return (
    <li className={`${settings.item} ${classes.item}`}>
      <StatusIcon status={status.status_category} size={16} />
      <span className={settings.itemText} data-unused={!status.active || undefined}>
        <b>{name}</b>
        <span className={settings.faint}>{about(status, t)}</span>
      </span>
      {status.default ? (
        hasOthers && <span className={settings.badge}>{t('statuses.default')}</span>
      ) : (
        <>
          {status.active && (
            <Button
              size="xs"
              variant="subtle"
              className={classes.choose}
              aria-label={t('statuses.makeDefaultOf', { name })}
              onClick={props.onDefault}
            >
              {t('statuses.makeDefault')}
            </Button>
          )}
          <Switch
            aria-label={t('statuses.inUse', { name })}
            checked={status.active}
            onChange={(event) => props.onSwitch(event.currentTarget.checked)}
          />
        </>
      )}
      <IconButton label={t('statuses.edit', { name })} onClick={props.onEdit}>
        <IconPencil size={16} stroke={1.75} />
      </IconButton>
      {!isFirst(status) && !status.default && (
        <IconButton label={t('common.remove', { name })} onClick={props.onRemove}>
          <IconTrash size={16} stroke={1.75} />
        </IconButton>
      )}
    </li>
  );
}

/** "Parts are on their way · Customers read “Being repaired” · Not in use". */
function about(status: CustomStatus, t: Translate): string {
  const { raw_agent_label, raw_end_user_label: shown } = status;
  return [
    status.description,
    shown !== '' && shown !== raw_agent_label && t('statuses.customersRead', { name: shown }),
    !status.active && t('statuses.notInUse'),
  ]
    .filter(Boolean)
    .join(' · ');
}
