import { Button, Select } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import type { TicketField } from '@/features/ticket-fields/api';
import { optionText } from '@/features/ticket-fields/values';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { IconButton } from '@/shared/ui';
import layout from '../views/view-form.module.css';
import { ChildRow } from './child-row';
import {
  type ChildDraft,
  type ConditionDraft,
  canDecide,
  isWhole,
  newCondition,
  type Readers,
  wouldCircle,
} from './form-draft';
import classes from './form-editor.module.css';
import { AddField } from './form-fields';

type Props = {
  readers: Readers;
  /** The fields on the form. */
  fields: readonly TicketField[];
  conditions: readonly ConditionDraft[];
  wasTried: boolean;
  onChange: (conditions: ConditionDraft[]) => void;
};

/** Which value of one field shows others, one condition in each block. */
export function ConditionsEditor(props: Props) {
  const { readers, fields, conditions, wasTried, onChange } = props;
  const t = useT();
  const deciding = fields.filter(canDecide);
  const replace = (condition: ConditionDraft) =>
    onChange(conditions.map((each) => (each.key === condition.key ? condition : each)));
  if (deciding.length === 0) return <p className={layout.faint}>{t('formEditor.noDeciding')}</p>;
  return (
    <>
      {conditions.length === 0 && <p className={layout.faint}>{t('formEditor.noConditions')}</p>}
      {conditions.map((condition, index) => (
        <ConditionBlock
          key={condition.key}
          name={t('formEditor.condition', { number: index + 1 })}
          readers={readers}
          fields={fields}
          condition={condition}
          conditions={conditions}
          isBroken={wasTried && !isWhole(condition)}
          onChange={replace}
          onRemove={() => onChange(conditions.filter((each) => each.key !== condition.key))}
        />
      ))}
      <div>
        <Button
          variant="subtle"
          leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
          onClick={() => onChange([...conditions, newCondition(conditions)])}
        >
          {t('formEditor.addCondition')}
        </Button>
      </div>
    </>
  );
}

type BlockProps = Pick<Props, 'readers' | 'fields' | 'conditions'> & {
  name: string;
  condition: ConditionDraft;
  isBroken: boolean;
  onChange: (condition: ConditionDraft) => void;
  onRemove: () => void;
};

function ConditionBlock(props: BlockProps) {
  const { name, readers, fields, condition, conditions, isBroken, onChange, onRemove } = props;
  const t = useT();
  const { parentId, value, children } = condition;
  const parent = fields.find((field) => field.id === parentId);
  const canBeShown = (field: TicketField) =>
    !children.some((child) => child.id === field.id) &&
    !wouldCircle(conditions, parentId, field.id);
  const setChild = (child: ChildDraft) =>
    onChange({
      ...condition,
      children: children.map((each) => (each.id === child.id ? child : each)),
    });
  return (
    <fieldset className={classes.condition} aria-label={name}>
      <div className={classes.when}>
        <span>{t('formEditor.when')}</span>
        <Select
          aria-label={t('formEditor.parent')}
          placeholder={t('formEditor.chooseField')}
          searchable
          allowDeselect={false}
          data={fields
            .filter(canDecide)
            .filter((field) =>
              children.every((child) => !wouldCircle(conditions, field.id, child.id)),
            )
            .map((field) => ({ value: String(field.id), label: field.title }))}
          value={parent ? String(parent.id) : null}
          nothingFoundMessage={t('common.nothingFound')}
          onChange={(id) => id && onChange({ ...condition, parentId: Number(id), value: '' })}
        />
        <span className={classes.is}>{t('formEditor.is')}</span>
        <Select
          aria-label={t('formEditor.value')}
          placeholder={t('formEditor.chooseValue')}
          searchable
          allowDeselect={false}
          disabled={!parent}
          data={parent ? valuesOf(parent, t) : []}
          value={value || null}
          nothingFoundMessage={t('common.nothingFound')}
          onChange={(chosen) => chosen && onChange({ ...condition, value: chosen })}
        />
        <IconButton label={t('common.remove', { name })} onClick={onRemove}>
          <IconX size={16} stroke={1.75} />
        </IconButton>
      </div>
      <div className={classes.shows}>
        <span>{t('formEditor.show')}</span>
        <div className={classes.children}>
          {children.map((child) => (
            <ChildRow
              key={child.id}
              child={child}
              title={fields.find((field) => field.id === child.id)?.title ?? t('fields.removed')}
              readers={readers}
              onChange={setChild}
              onRemove={() =>
                onChange({
                  ...condition,
                  children: children.filter((each) => each.id !== child.id),
                })
              }
            />
          ))}
          <AddField
            fields={fields.filter(canBeShown)}
            onAdd={(id) =>
              onChange({
                ...condition,
                children: [...children, { id, required: 'never', statuses: [] }],
              })
            }
          />
        </div>
      </div>
      {isBroken && (
        <p role="alert" className={layout.problem}>
          {t('formEditor.incomplete')}
        </p>
      )}
    </fieldset>
  );
}

/** The values that a field can have: its options, or ticked and not. */
function valuesOf(field: TicketField, t: Translate) {
  if (field.type === 'checkbox') {
    return [
      { value: 'true', label: t('formEditor.ticked') },
      { value: 'false', label: t('formEditor.notTicked') },
    ];
  }
  return (field.custom_field_options ?? []).map(({ value }) => ({
    value,
    label: optionText(field.custom_field_options, value),
  }));
}
