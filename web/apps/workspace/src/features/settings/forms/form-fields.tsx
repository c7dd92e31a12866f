import type { Id } from '@guichet/api';
import { Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { TicketField } from '@/features/ticket-fields/api';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import { MoveHandle } from '@/shared/ui/move-handle';
import { useSortable } from '@/shared/ui/use-sortable';
import { KINDS } from '../fields/field-kinds';
import layout from '../views/view-form.module.css';
import classes from './form-editor.module.css';

type Props = {
  fields: readonly TicketField[];
  ids: readonly Id[];
  onChange: (ids: Id[]) => void;
  onRemove: (id: Id) => void;
};

/** The fields of a form in their order, and the others to put on it. */
export function FormFields({ fields, ids, onChange, onRemove }: Props) {
  const t = useT();
  const sortable = useSortable(ids, onChange);
  const others = fields.filter((field) => field.active && !ids.includes(field.id));
  return (
    <section className={classes.fields}>
      <h2>{t('formEditor.fields')}</h2>
      {fields.length === 0 && (
        <p className={layout.faint}>
          {t('formEditor.noFields')} <Link to="/settings/fields">{t('settings.fields')}</Link>
        </p>
      )}
      <ul ref={sortable.list} className={classes.list} aria-label={t('formEditor.fields')}>
        {sortable.order.map((id) => {
          const field = fields.find((each) => each.id === id);
          return (
            field && (
              <li
                key={id}
                className={classes.field}
                data-dragged={sortable.dragged === id || undefined}
              >
                <MoveHandle name={field.title} {...sortable.handle(id)} />
                <FieldWords field={field} />
                <IconButton
                  label={t('common.remove', { name: field.title })}
                  onClick={() => onRemove(id)}
                >
                  <IconX size={16} stroke={1.75} />
                </IconButton>
              </li>
            )
          );
        })}
      </ul>
      {others.length > 0 && <AddField fields={others} onAdd={(id) => onChange([...ids, id])} />}
    </section>
  );
}

function FieldWords({ field }: { field: TicketField }) {
  const t = useT();
  const Icon = KINDS.find(({ kind }) => kind === field.type)?.Icon;
  return (
    <>
      {Icon && <Icon className={classes.icon} size={16} stroke={1.75} aria-hidden="true" />}
      <span className={classes.title}>{field.title}</span>
      {!field.active && <span className={layout.faint}>{t('fields.notInUse')}</span>}
    </>
  );
}

type AddProps = { fields: readonly TicketField[]; onAdd: (id: Id) => void };

/** Picks one field after the other, found by its name. */
export function AddField({ fields, onAdd }: AddProps) {
  const t = useT();
  return (
    <Select
      className={classes.add}
      aria-label={t('formEditor.addField')}
      placeholder={t('formEditor.addField')}
      searchable
      data={fields.map((field) => ({ value: String(field.id), label: field.title }))}
      value={null}
      nothingFoundMessage={t('common.nothingFound')}
      onChange={(id) => id && onAdd(Number(id))}
    />
  );
}
