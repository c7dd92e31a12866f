import { Select } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { IconButton } from '@/shared/ui';
import { ConditionValue } from './condition-value';
import { type Askable, askingFor, type OperatorName, type Row } from './conditions';
import classes from './view-form.module.css';

type RowProps = {
  known: readonly Askable[];
  row: Row;
  problem: string | undefined;
  onChange: (row: Row) => void;
  onRemove: () => void;
};

/** One condition: a field, how it is compared, and with what. */
export function ConditionRow({ known, row, problem, onChange, onRemove }: RowProps) {
  const t = useT();
  const field = known.find((each) => each.key === row.field);
  const operator = field?.operators.find((each) => each.name === row.operator);
  return (
    <fieldset className={classes.row} aria-label={field ? nameOf(field, t) : row.field}>
      <Select
        className={classes.field}
        aria-label={t('viewForm.field')}
        searchable
        allowDeselect={false}
        data={known
          .filter((each) => !each.isOutOfUse || each.key === row.field)
          .map((each) => ({ value: each.key, label: nameOf(each, t) }))}
        value={field ? row.field : null}
        placeholder={t('fields.removed')}
        onFocus={(event) => event.currentTarget.select()}
        nothingFoundMessage={t('common.nothingFound')}
        onChange={(key) => {
          const chosen = known.find((each) => each.key === key);
          if (chosen && key !== row.field) onChange(askingFor(row, chosen));
        }}
      />
      <Select
        className={classes.operator}
        aria-label={t('viewForm.operator')}
        allowDeselect={false}
        data={(field?.operators ?? []).map(({ name }) => ({
          value: name,
          label: t(`viewForm.is.${name}`),
        }))}
        value={operator?.name ?? null}
        onChange={(name) => name && onChange({ ...row, operator: name as OperatorName })}
      />
      <div className={classes.value}>
        {field && operator?.fixed === undefined && (
          <ConditionValue
            key={row.field}
            control={field.control}
            value={row.value}
            onChange={(value) => onChange({ ...row, value })}
          />
        )}
      </div>
      <IconButton label={t('viewForm.removeCondition')} onClick={onRemove}>
        <IconX size={16} stroke={1.75} />
      </IconButton>
      {problem && (
        <p role="alert" className={classes.problem}>
          {problem}
        </p>
      )}
    </fieldset>
  );
}

const nameOf = (field: Askable, t: Translate) =>
  field.title ?? t(`viewForm.field.${field.key}` as 'viewForm.field.status');
