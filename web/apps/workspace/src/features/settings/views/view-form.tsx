import { ApiError } from '@guichet/api';
import { Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { GROUP_FIELDS } from '@/features/tickets-list/api';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { AudienceField } from '../audience/audience-field';
import { createView, previewQuery, updateView, type ViewDefinition } from './api';
import { ConditionItems } from './condition-items';
import { completeItems, faultyKey, rowsIn } from './condition-tree';
import { type Askable, isComplete, isGone } from './conditions';
import { useViewChange } from './use-view-changes';
import { asked, changeFrom, SORT_KEYS, type ViewDraft } from './view-draft';
import classes from './view-form.module.css';
import { ViewPreview } from './view-preview';

const PAUSE_MS = 350;

type Props = { view: ViewDefinition | null; known: readonly Askable[]; initial: ViewDraft };

/** What a view asks for, and what it finds. */
export function ViewForm({ view, known, initial }: Props) {
  const t = useT();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(initial);
  const [wasTried, setTried] = useState(false);
  const change = (part: Partial<ViewDraft>) => setDraft((before) => ({ ...before, ...part }));
  const [shown] = useDebouncedValue(draft, PAUSE_MS);
  const preview = useQuery(previewQuery(asked(shown, known)));
  const saving = useViewChange((wanted: ViewDraft) => {
    const definition = changeFrom(wanted, known);
    return view ? updateView(view.id, definition) : createView(definition);
  });
  const refused = saving.error ?? preview.error;
  const whole = { all: completeItems(draft.all, known), any: completeItems(draft.any, known) };
  const faulty = refused instanceof ApiError ? faultyKey(refused.details, whole) : null;
  const isBlank = draft.title.trim() === '';
  const { audience } = draft;
  const lacksTeams = audience.kind === 'groups' && audience.ids.length === 0;
  const rows = rowsIn([...draft.all, ...draft.any]);
  const isWhole = rows.every((row) => isComplete(row, known) && !isGone(row, known));

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (isBlank || lacksTeams || !isWhole) return;
    saving.mutate(draft, { onSuccess: (saved) => void navigate(`/views/${saved.id}`) });
  }
  const items = (list: 'all' | 'any') => ({
    known,
    items: draft[list],
    wasTried,
    faulty,
    depth: 0,
    onChange: (next: ViewDraft['all']) => change({ [list]: next }),
  });
  return (
    <div className={classes.split}>
      <form className={classes.form} onSubmit={submit} noValidate>
        <FormProblem error={faulty === null ? saving.error : null} />
        {!view?.key && (
          <TextInput
            label={t('viewForm.title')}
            value={draft.title}
            maxLength={255}
            error={wasTried && isBlank ? t('form.blank') : undefined}
            onChange={(event) => change({ title: event.currentTarget.value })}
          />
        )}
        <AudienceField
          audience={audience}
          title={draft.title}
          error={wasTried && lacksTeams ? t('audience.teamNeeded') : undefined}
          onChange={(chosen) => change({ audience: chosen })}
        />
        {(['all', 'any'] as const).map((list) => (
          <fieldset key={list} className={classes.block}>
            <legend className={classes.legend}>{t(`viewForm.${list}`)}</legend>
            <ConditionItems {...items(list)} />
          </fieldset>
        ))}
        <SortField draft={draft} onChange={change} />
        <div className={classes.actions}>
          <Button type="submit" size="md" variant="filled" loading={saving.isPending}>
            {view ? t('form.save') : t('viewForm.create')}
          </Button>
          <Button size="md" onClick={() => void navigate('/settings/views')}>
            {t('form.cancel')}
          </Button>
        </div>
      </form>
      <ViewPreview tickets={preview.data?.tickets} count={preview.data?.count} />
    </div>
  );
}

type SortProps = { draft: ViewDraft; onChange: (part: Partial<ViewDraft>) => void };

function SortField({ draft, onChange }: SortProps) {
  const t = useT();
  const { group_by, sort_by, sort_order } = draft.output;
  const change = (part: Partial<ViewDraft['output']>) =>
    onChange({ output: { ...draft.output, ...part } });
  return (
    <div className={classes.sort}>
      <Select
        label={t('viewForm.group')}
        allowDeselect={false}
        data={[
          { value: '', label: t('viewForm.noGroup') },
          ...GROUP_FIELDS.map((value) => ({ value, label: t(`group.by.${value}`) })),
        ]}
        value={group_by ?? ''}
        onChange={(value) =>
          change({ group_by: GROUP_FIELDS.find((each) => each === value) ?? null })
        }
      />
      <Select
        label={t('viewForm.sort')}
        allowDeselect={false}
        data={SORT_KEYS.map((value) => ({ value, label: t(`viewForm.sort.${value}`) }))}
        value={sort_by}
        onChange={(value) => {
          const key = SORT_KEYS.find((each) => each === value);
          if (key) change({ sort_by: key });
        }}
      />
      <SegmentedControl
        aria-label={t('viewForm.sortOrder')}
        value={sort_order}
        onChange={(value) => change({ sort_order: value === 'asc' ? 'asc' : 'desc' })}
        data={[
          { value: 'desc', label: t('viewForm.descending') },
          { value: 'asc', label: t('viewForm.ascending') },
        ]}
      />
    </div>
  );
}
