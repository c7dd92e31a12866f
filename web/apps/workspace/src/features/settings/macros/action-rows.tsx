import type { FieldValue } from '@guichet/api';
import { Button, Input, Menu } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useHasBrands } from '@/features/brands/use-brands';
import { hasOwn } from '@/features/custom-statuses/statuses';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import { taskTemplatesQuery } from '@/features/tasks/api';
import { fieldsQuery, type TicketField } from '@/features/ticket-fields/api';
import { ownFieldName } from '@/features/ticket-fields/changes';
import { fieldKey, startingValue } from '@/features/ticket-fields/values';
import { useForms } from '@/features/ticket-forms/use-forms';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { IconButton } from '@/shared/ui';
import { ActionValue } from './action-value';
import { ACTION_FIELDS, type ActionField, type ActionRow, isActionField } from './macro-draft';
import classes from './macros.module.css';

type Props = {
  rows: readonly ActionRow[];
  /** What is wrong with a row, by its place. */
  errors: Record<number, string | undefined>;
  onChange: (rows: ActionRow[]) => void;
};

/** What a macro changes, one thing in each row, in the order in which it happens. */
export function ActionRows({ rows, errors, onChange }: Props) {
  const t = useT();
  const setValue = (key: number, value: FieldValue) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, value } : row)));
  const add = (field: string, value: FieldValue) => {
    const key = 1 + Math.max(-1, ...rows.map((row) => row.key));
    onChange([...rows, { key, field, value }]);
  };
  const { data: fields = [] } = useQuery(fieldsQuery);
  const ownFields = fields.filter((field) => field.active);
  const nameOf = (field: string) => actionName(field, fields, t);
  const hasStatuses = hasOwn(useStatuses());
  const hasBrands = useHasBrands();
  const hasForms = useForms().length > 0;
  const hasTemplates = (useQuery(taskTemplatesQuery).data ?? []).length > 0;
  const isOffered: Partial<Record<ActionField, boolean>> = {
    custom_status_id: hasStatuses,
    brand_id: hasBrands,
    ticket_form_id: hasForms,
    task_template_id: hasTemplates,
  };
  const offered = ACTION_FIELDS.filter((field) => isOffered[field] ?? true);
  return (
    <Input.Wrapper label={t('macroForm.changes')} labelElement="div">
      {rows.length > 0 && (
        <ul className={classes.rows}>
          {rows.map((row, index) => (
            <li key={row.key} className={classes.row}>
              <span className={classes.field}>{nameOf(row.field)}</span>
              <ActionValue
                row={row}
                error={errors[index]}
                onChange={(value) => setValue(row.key, value)}
              />
              <IconButton
                label={t('common.remove', { name: nameOf(row.field) })}
                onClick={() => onChange(rows.filter((each) => each.key !== row.key))}
              >
                <IconX size={16} stroke={1.75} />
              </IconButton>
            </li>
          ))}
        </ul>
      )}
      <Menu position="bottom-start" width={240}>
        <Menu.Target>
          <Button
            className={classes.add}
            variant="subtle"
            leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
          >
            {t('macroForm.addChange')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.offered}>
          {offered.map((field) => (
            <Menu.Item key={field} onClick={() => add(field, FIRST_VALUES[field] ?? '')}>
              {nameOf(field)}
            </Menu.Item>
          ))}
          {ownFields.length > 0 && <Menu.Label>{t('macroForm.ownFields')}</Menu.Label>}
          {ownFields.map((field) => (
            <Menu.Item key={field.id} onClick={() => add(fieldKey(field.id), firstValue(field))}>
              {field.title}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Input.Wrapper>
  );
}

const FIRST_VALUES: Partial<Record<ActionField, string>> = {
  status: 'pending',
  priority: 'normal',
  type: 'question',
  assignee_id: 'current_user',
  follower: 'current_user',
};

/** A box is put in to be ticked; options begin with the default. */
function firstValue(field: TicketField): FieldValue {
  return field.type === 'checkbox' ? true : startingValue(field, undefined);
}

/** What people call a change; one of another program keeps its own name. */
function actionName(field: string, fields: readonly TicketField[], t: Translate): string {
  if (isActionField(field)) return t(`macroForm.action.${field}`);
  return ownFieldName(field, fields, t) ?? field;
}
