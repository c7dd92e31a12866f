import { Button, Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { IconButton } from '@/shared/ui';
import { ConditionValue } from './condition-value';
import { type Askable, askingFor, isComplete, type OperatorName, type Row } from './conditions';
import classes from './view-form.module.css';

type Props = {
  title: string;
  known: readonly Askable[];
  rows: readonly Row[];
  wasTried: boolean;
  /** The key of the row that the server refused. */
  faulty: number | undefined;
  onChange: (rows: Row[]) => void;
};

/** Conditions, one row each: a field, how it is compared, and with what. */
export function ConditionRows({ title, known, rows, wasTried, faulty, onChange }: Props) {
  const t = useT();
  const replace = (row: Row) => onChange(rows.map((each) => (each.key === row.key ? row : each)));
  function add() {
    const [first] = known;
    const key = Math.max(0, ...rows.map((row) => row.key)) + 1;
    if (first) onChange([...rows, askingFor({ key }, first)]);
  }
  return (
    <fieldset className={classes.block}>
      <legend className={classes.legend}>{title}</legend>
      {rows.map((row) => {
        const problem =
          faulty === row.key
            ? t('viewForm.refused')
            : wasTried && !isComplete(row, known)
              ? t('viewForm.valueNeeded')
              : undefined;
        return (
          <ConditionRow
            key={row.key}
            known={known}
            row={row}
            problem={problem}
            onChange={replace}
            onRemove={() => onChange(rows.filter((each) => each.key !== row.key))}
          />
        );
      })}
      <div>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
          onClick={add}
        >
          {t('viewForm.addCondition')}
        </Button>
      </div>
    </fieldset>
  );
}

type RowProps = {
  known: readonly Askable[];
  row: Row;
  problem: string | undefined;
  onChange: (row: Row) => void;
  onRemove: () => void;
};

function ConditionRow({ known, row, problem, onChange, onRemove }: RowProps) {
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
        data={known.map((each) => ({ value: each.key, label: nameOf(each, t) }))}
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
