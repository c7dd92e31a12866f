import type { Priority } from '@guichet/api';
import { Select } from '@mantine/core';
import { useBrandOptions, useBrands } from '@/features/brands/use-brands';
import { standingOf } from '@/features/custom-statuses/statuses';
import { useStatuses } from '@/features/custom-statuses/use-statuses';
import type { TicketFields } from '@/features/tickets/api';
import {
  NONE,
  pickedId,
  useAssigneeOptions,
  useGroupOptions,
  usePriorityOptions,
  useStatusOptions,
  useStatusPick,
} from '@/features/tickets/options';
import { useT } from '@/i18n/provider';
import type { PickerOption } from '@/shared/ui';
import classes from './new-ticket.module.css';

type Props = {
  fields: TicketFields;
  /** Whether a status can be chosen. */
  hasStatus?: boolean;
  onChange: (fields: TicketFields) => void;
};

/** Status, assignee, team and priority of a ticket to be, and its brand where there are several. */
export function NewTicketFields({ fields, hasStatus = true, onChange }: Props) {
  const t = useT();
  const change = (part: TicketFields) => onChange({ ...fields, ...part });
  const brands = useBrands();
  const brandOptions = useBrandOptions();
  const brand = fields.brand_id ?? brands.find((each) => each.default)?.id;
  const statusPick = useStatusPick();
  const statusOptions = useStatusOptions();
  const status = standingOf({ ...fields, status: fields.status ?? 'open' }, useStatuses());
  return (
    <div className={classes.fields}>
      {hasStatus && (
        <Field
          label={t('details.status')}
          options={statusOptions}
          value={String(status?.id)}
          onChange={(value) => change(statusPick(value))}
        />
      )}
      <Field
        label={t('details.assignee')}
        options={useAssigneeOptions()}
        value={String(fields.assignee_id ?? NONE)}
        onChange={(value) => change({ assignee_id: pickedId(value) })}
      />
      <Field
        label={t('details.group')}
        options={useGroupOptions()}
        value={fields.group_id ? String(fields.group_id) : null}
        onChange={(value) => change({ group_id: pickedId(value) })}
        onClear={() => change({ group_id: undefined })}
      />
      <Field
        label={t('details.priority')}
        options={usePriorityOptions()}
        value={fields.priority ?? null}
        onChange={(value) => change({ priority: value as Priority })}
        onClear={() => change({ priority: undefined })}
      />
      {brands.length > 1 && (
        <Field
          label={t('changes.brand_id')}
          options={brandOptions}
          value={String(brand)}
          onChange={(value) => change({ brand_id: Number(value) })}
        />
      )}
    </div>
  );
}

type FieldProps = {
  label: string;
  options: PickerOption[];
  value: string | null;
  onChange: (value: string) => void;
  /** Picking the value again takes it away; only where there may be none. */
  onClear?: () => void;
};

function Field({ label, options, value, onChange, onClear }: FieldProps) {
  const t = useT();
  return (
    <Select
      label={label}
      data={options.map((option) => ({ value: option.value, label: option.label }))}
      value={value}
      placeholder={t('new.none')}
      allowDeselect={onClear !== undefined}
      onChange={(picked) => (picked === null ? onClear?.() : onChange(picked))}
      leftSection={options.find((option) => option.value === value)?.icon}
      renderOption={({ option }) => (
        <>
          {options.find((each) => each.value === option.value)?.icon}
          {option.label}
        </>
      )}
    />
  );
}
