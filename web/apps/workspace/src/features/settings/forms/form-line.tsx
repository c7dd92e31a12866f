import { Switch } from '@mantine/core';
import { IconCopy, IconPencil, IconTrash } from '@tabler/icons-react';
import { Link, useNavigate } from 'react-router';
import type { TicketForm } from '@/features/ticket-forms/api';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { IconButton } from '@/shared/ui';
import { MoveHandle } from '@/shared/ui/move-handle';
import type { useSortable } from '@/shared/ui/use-sortable';
import settings from '../settings-page.module.css';
import classes from './form-line.module.css';

type Props = {
  form: TicketForm;
  handle: ReturnType<ReturnType<typeof useSortable>['handle']>;
  isDragged: boolean;
  onSwitch: (active: boolean) => void;
  onClone: () => void;
  onRemove: () => void;
};

/** One form, and what can be done with it; the one of new tickets stays in use. */
export function FormLine({ form, handle, isDragged, onSwitch, onClone, onRemove }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const { name } = form;
  const path = `/settings/forms/${form.id}`;
  return (
    <li className={`${settings.item} ${classes.item}`} data-dragged={isDragged || undefined}>
      <MoveHandle name={name} {...handle} />
      <span className={settings.itemText} data-unused={!form.active || undefined}>
        <b>
          <Link to={path}>{name}</Link>
        </b>
        <span className={settings.faint}>{about(form, t)}</span>
      </span>
      {form.default ? (
        <span className={settings.badge}>{t('formList.default')}</span>
      ) : (
        <Switch
          aria-label={t('formList.inUse', { name })}
          checked={form.active}
          onChange={(event) => onSwitch(event.currentTarget.checked)}
        />
      )}
      <IconButton
        className={classes.edit}
        label={t('formList.edit', { name })}
        onClick={() => void navigate(path)}
      >
        <IconPencil size={16} stroke={1.75} />
      </IconButton>
      <IconButton label={t('formList.clone', { name })} onClick={onClone}>
        <IconCopy size={16} stroke={1.75} />
      </IconButton>
      <IconButton label={t('common.remove', { name })} onClick={onRemove}>
        <IconTrash size={16} stroke={1.75} />
      </IconButton>
    </li>
  );
}

/** "4 fields · 2 conditions · Customers can choose it". */
function about(form: TicketForm, t: Translate): string {
  const conditions = form.agent_conditions.length + form.end_user_conditions.length;
  return [
    t('formList.fields', { count: form.ticket_field_ids.length }),
    conditions > 0 && t('formList.conditions', { count: conditions }),
    form.end_user_visible && t('formList.visible'),
    !form.active && t('formList.notInUse'),
  ]
    .filter(Boolean)
    .join(' · ');
}
