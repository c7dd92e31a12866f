import type { Id } from '@guichet/api';
import { Button, Switch } from '@mantine/core';
import { IconPencil, IconPlus, IconTrash } from '@tabler/icons-react';
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  deleteField,
  type Field,
  type FieldOwner,
  fieldsQuery,
  recordFieldsQuery,
  updateField,
} from '@/features/ticket-fields/api';
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
import { useFieldChange, useFieldOrder } from './use-field-changes';

type Open = { kind: 'edit'; field: Field | null } | { kind: 'remove'; field: Field };

/** The desk's own fields of tickets. */
export function TicketFieldsPage() {
  const t = useT();
  return <FieldsPage owner="ticket" title={t('settings.fields')} query={useQuery(fieldsQuery)} />;
}

/** The desk's own fields of people. */
export function UserFieldsPage() {
  const t = useT();
  const query = useQuery(recordFieldsQuery('user'));
  return <FieldsPage owner="user" title={t('settings.user-fields')} query={query} />;
}

/** The desk's own fields of organizations. */
export function OrganizationFieldsPage() {
  const t = useT();
  const query = useQuery(recordFieldsQuery('organization'));
  return (
    <FieldsPage owner="organization" title={t('settings.organization-fields')} query={query} />
  );
}

type Props = { owner: FieldOwner; title: string; query: UseQueryResult<readonly Field[]> };

/** Fields of one owner, in the order in which they stand on its page. */
function FieldsPage({ owner, title, query }: Props) {
  const t = useT();
  const { data: fields, error, refetch } = query;
  const [open, setOpen] = useState<Open | null>(null);
  const close = () => setOpen(null);
  const removing = useFieldChange(owner, (id: Id) => deleteField(owner, id));
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
      title={title}
      lead={t(`fields.lead.${owner}`)}
      action={fields && fields.length > 0 && add}
    >
      {error && (
        <ErrorState title={t('settings.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {fields?.length === 0 && (
        <EmptyState title={t('fields.noneYet')} action={add}>
          {t(`fields.noneYetText.${owner}`)}
        </EmptyState>
      )}
      {fields && fields.length > 0 && <FieldList owner={owner} fields={fields} onOpen={setOpen} />}
      {open?.kind === 'edit' && <FieldDialog owner={owner} field={open.field} onClose={close} />}
      {open?.kind === 'remove' && (
        <ConfirmDialog
          title={t('fields.removeTitle', { title: open.field.title })}
          text={t(`fields.removeText.${owner}`)}
          action={t('fields.remove')}
          onClose={close}
          onConfirm={() => removing.mutateAsync(open.field.id)}
        />
      )}
    </SettingsPage>
  );
}

type ListProps = {
  owner: FieldOwner;
  fields: readonly Field[];
  onOpen: (open: Open) => void;
};

function FieldList({ owner, fields, onOpen }: ListProps) {
  const t = useT();
  const ordering = useFieldOrder(owner);
  const switching = useFieldChange(owner, ({ id, active }: { id: Id; active: boolean }) =>
    updateField(owner, id, { active }),
  );
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

function FieldWords({ field }: { field: Field }) {
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
function about(field: Field, t: Translate): string {
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
