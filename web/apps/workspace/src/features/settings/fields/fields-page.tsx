import { Button, Switch } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { deleteField, fieldsQuery, type TicketField } from '@/features/ticket-fields/api';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { FormProblem } from '@/shared/form/form-problem';
import { EmptyState, ErrorState, IconButton } from '@/shared/ui';
import { MoveHandle } from '@/shared/ui/move-handle';
import { useSortable } from '@/shared/ui/use-sortable';
import { ConfirmDialog } from '../confirm-dialog';
import { SettingsPage } from '../settings-page';
import settings from '../settings-page.module.css';
import { FieldDialog } from './field-dialog';
import { KINDS } from './field-kinds';
import classes from './fields-page.module.css';
import { useFieldChange, useFieldOrder, useFieldSwitch } from './use-field-changes';

type Open = { kind: 'edit'; field: TicketField | null } | { kind: 'remove'; field: TicketField };

/** The desk's own fields, in the order in which they stand on a ticket. */
export function FieldsPage() {
  const t = useT();
  const { data: fields, error, refetch } = useQuery(fieldsQuery);
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const removing = useFieldChange(deleteField);
  const add = (
    <Button
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
      onClick={() => setOpen({ kind: 'edit', field: null })}
    >
      {t('fields.add')}
    </Button>
  );
  return (
    <SettingsPage
      title={t('settings.fields')}
      lead={t('fields.lead')}
      action={fields && fields.length > 0 && add}
    >
      {error && (
        <ErrorState title={t('settings.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {fields?.length === 0 && (
        <EmptyState title={t('fields.noneYet')} action={add}>
          {t('fields.noneYetText')}
        </EmptyState>
      )}
      {fields && fields.length > 0 && <FieldList fields={fields} onOpen={setOpen} />}
      {open?.kind === 'edit' && <FieldDialog field={open.field} onClose={close} />}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          title={t('fields.removeTitle', { title: open.field.title })}
          text={t('fields.removeText')}
          action={t('fields.remove')}
          onClose={close}
          onConfirm={() => removing.mutateAsync(open.field.id)}
        />
      )}
    </SettingsPage>
  );
}

type ListProps = { fields: readonly TicketField[]; onOpen: (open: Open) => void };

function FieldList({ fields, onOpen }: ListProps) {
  const t = useT();
  const ordering = useFieldOrder();
  const switching = useFieldSwitch();
  const sortable = useSortable(
    fields.map((field) => field.id),
    ordering.reorder,
  );
  return (
    <>
      <FormProblem error={ordering.error ?? switching.error} />
      <ul ref={sortable.list} className={settings.list}>
        {sortable.order.map((id) => {
          const field = fields.find((each) => each.id === id);
          return (
            field && (
              <li
                key={id}
                className={`${settings.item} ${classes.item}`}
                data-dragged={sortable.dragged === id || undefined}
              >
                <MoveHandle name={field.title} {...sortable.handle(id)} />
                <FieldWords field={field} />
                <Switch
                  aria-label={t('fields.inUse', { title: field.title })}
                  checked={field.active}
                  onChange={(event) =>
                    switching.mutate({ id, active: event.currentTarget.checked })
                  }
                />
                <IconButton
                  label={t('fields.edit', { title: field.title })}
                  onClick={() => onOpen({ kind: 'edit', field })}
                >
                  <IconPencil size={16} stroke={1.75} />
                </IconButton>
                <IconButton
                  label={t('common.remove', { name: field.title })}
                  onClick={() => onOpen({ kind: 'remove', field })}
                >
                  <IconTrash size={16} stroke={1.75} />
                </IconButton>
              </li>
            )
          );
        })}
      </ul>
    </>
  );
}

function FieldWords({ field }: { field: TicketField }) {
  const t = useT();
  const Icon = KINDS.find(({ kind }) => kind === field.type)?.Icon;
  return (
    <>
      {Icon && <Icon className={classes.icon} size={18} stroke={1.75} aria-hidden="true" />}
      <span className={settings.itemText} data-unused={!field.active || undefined}>
        <b>{field.title}</b>
        <span className={settings.faint}>{about(field, t)}</span>
      </span>
    </>
  );
}

/** "Drop-down, 12 options · Required to solve · Customers fill it in". */
function about(field: TicketField, t: Translate): string {
  const options = field.custom_field_options?.length;
  const kind = t(`fields.kind.${field.type}`);
  return [
    options ? t('fields.withOptions', { kind, count: options }) : kind,
    field.required && t('fields.requiredToSolve'),
    field.editable_in_portal
      ? t('fields.customersFill')
      : field.visible_in_portal && t('fields.customersSee'),
    !field.active && t('fields.notInUse'),
  ]
    .filter(Boolean)
    .join(' · ');
}
