import type { Status } from '@guichet/api';
import { MultiSelect, Select, Switch } from '@mantine/core';
import { IconChevronDown, IconX } from '@tabler/icons-react';
import { CATEGORIES } from '@/features/custom-statuses/statuses';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import type { ChildDraft, Readers, Required } from './form-draft';
import classes from './form-editor.module.css';

const REQUIRED: Required[] = ['never', 'some', 'always'];

type Props = {
  child: ChildDraft;
  title: string;
  readers: Readers;
  onChange: (child: ChildDraft) => void;
  onRemove: () => void;
};

/** A field that a condition shows, and when it must be filled in; customers set no status. */
export function ChildRow({ child, title, readers, onChange, onRemove }: Props) {
  const t = useT();
  const setRequired = (required: Required) =>
    onChange({
      ...child,
      required,
      statuses: required === 'some' && child.statuses.length === 0 ? ['solved'] : child.statuses,
    });
  return (
    <div className={classes.child}>
      <b className={classes.title}>{title}</b>
      {readers === 'forCustomers' ? (
        <Switch
          label={t('formEditor.required')}
          checked={child.required !== 'never'}
          onChange={(event) => setRequired(event.currentTarget.checked ? 'always' : 'never')}
        />
      ) : (
        <Select
          className={classes.required}
          aria-label={t('formEditor.requiredOf', { title })}
          allowDeselect={false}
          data={REQUIRED.map((value) => ({ value, label: t(`formEditor.required.${value}`) }))}
          value={child.required}
          onChange={(value) => value && setRequired(value as Required)}
        />
      )}
      <IconButton label={t('common.remove', { name: title })} onClick={onRemove}>
        <IconX size={16} stroke={1.75} />
      </IconButton>
      {readers === 'forAgents' && child.required === 'some' && (
        <MultiSelect
          className={classes.statuses}
          rightSection={<IconChevronDown size={14} stroke={1.75} />}
          rightSectionPointerEvents="none"
          aria-label={t('formEditor.statusesOf', { title })}
          data={CATEGORIES.map((value) => ({ value, label: t(`status.${value}`) }))}
          value={child.statuses}
          onChange={(statuses) => onChange({ ...child, statuses: statuses as Status[] })}
        />
      )}
    </div>
  );
}
