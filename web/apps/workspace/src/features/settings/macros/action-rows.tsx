import { Button, Input, Menu } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { hasOwn } from '@/features/custom-statuses/statuses';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import { taskTemplatesQuery } from '@/features/tasks/api';
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
  errors: Record<number, string>;
  onChange: (rows: ActionRow[]) => void;
};

/** What a macro changes, one thing in each row, in the order in which it happens. */
export function ActionRows({ rows, errors, onChange }: Props) {
  const t = useT();
  const setValue = (key: number, value: string) =>
    onChange(rows.map((row) => (row.key === key ? { ...row, value } : row)));
  const add = (field: ActionField) => {
    const key = 1 + Math.max(-1, ...rows.map((row) => row.key));
    onChange([...rows, { key, field, value: FIRST_VALUES[field] ?? '' }]);
  };
  const hasStatuses = hasOwn(useStatuses());
  const hasForms = useForms().length > 0;
  const hasTemplates = (useQuery(taskTemplatesQuery).data ?? []).length > 0;
  const isOffered: Partial<Record<ActionField, boolean>> = {
    custom_status_id: hasStatuses,
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
              <span className={classes.field}>{actionName(row.field, t)}</span>
              <ActionValue
                row={row}
                error={errors[index]}
                onChange={(value) => setValue(row.key, value)}
              />
              <IconButton
                label={t('common.remove', { name: actionName(row.field, t) })}
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
            variant="subtle"
            leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
          >
            {t('macroForm.addChange')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {offered.map((field) => (
            <Menu.Item key={field} onClick={() => add(field)}>
              {actionName(field, t)}
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

/** What people call a change; one of another program keeps its own name. */
function actionName(field: string, t: Translate): string {
  return isActionField(field) ? t(`macroForm.action.${field}`) : field;
}
