import { ApiError, type Id } from '@guichet/api';
import { Button, Select, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import {
  createField,
  type FieldOwner,
  type FieldTarget,
  updateField,
} from '@/features/ticket-fields/api';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { fieldProblem } from '@/shared/ui/field-problems';
import { DialogActions } from '../dialog';
import settings from '../settings-page.module.css';
import { changeFrom, type FieldDraft, hasOptions, named } from './field-draft';
import { KINDS } from './field-kinds';
import { FieldSwitches } from './field-switches';
import classes from './fields-page.module.css';
import { OptionsEditor } from './options-editor';
import { PatternField } from './pattern-field';
import { useFieldChange } from './use-field-changes';

const TARGETS = ['zen:user', 'zen:organization', 'zen:ticket'] as const satisfies FieldTarget[];
/** People and organizations name no tickets. */
const targetsOf = (owner: FieldOwner) =>
  TARGETS.filter((target) => owner === 'ticket' || target !== 'zen:ticket');
/** What the form says itself when the server refuses it. */
const NAMES = ['title', 'key', 'custom_field_options', 'regexp_for_validation'];

type Props = {
  owner: FieldOwner;
  id: Id | null;
  initial: FieldDraft;
  onBack?: () => void;
  onClose: () => void;
};

/** Everything about a field but its kind, which stays as it was chosen. */
export function FieldForm({ owner, id, initial, onBack, onClose }: Props) {
  const t = useT();
  const [draft, setDraft] = useState(initial);
  const [wasTried, setTried] = useState(false);
  const change = (part: Partial<FieldDraft>) => setDraft((before) => ({ ...before, ...part }));
  const saving = useFieldChange(owner, (wanted: FieldDraft) => {
    const definition = changeFrom(owner, wanted);
    return id === null ? createField(owner, definition) : updateField(owner, id, definition);
  });
  const { error } = saving;
  const refusal = (name: string) =>
    error instanceof ApiError ? fieldProblem(name, error, t) : undefined;
  const blank = {
    title: draft.title.trim() === '',
    pattern: draft.kind === 'regexp' && draft.pattern === '',
    options: hasOptions(draft.kind) && named(draft.options).length === 0,
  };
  const needed = (isBlank: boolean) => (wasTried && isBlank ? t('form.blank') : undefined);

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (Object.values(blank).some(Boolean)) return;
    saving.mutate(draft, { onSuccess: onClose });
  }
  return (
    <form className={settings.dialog} onSubmit={submit} noValidate>
      <FormProblem error={error} fields={NAMES} />
      <KindLine draft={draft} onBack={onBack} />
      <TextInput
        label={t('fields.name')}
        value={draft.title}
        error={needed(blank.title) ?? refusal('title')}
        maxLength={255}
        data-autofocus
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      {hasOptions(draft.kind) && (
        <OptionsEditor
          hasDefault={owner === 'ticket'}
          kind={draft.kind}
          options={draft.options}
          problem={wasTried && blank.options ? t('fields.optionNeeded') : undefined}
          refusal={error}
          onChange={(options) => change({ options })}
        />
      )}
      {draft.kind === 'regexp' && (
        <PatternField
          pattern={draft.pattern}
          problem={
            needed(blank.pattern) ?? (refusal('regexp_for_validation') && t('fields.badPattern'))
          }
          onChange={(pattern) => change({ pattern })}
        />
      )}
      {draft.kind === 'lookup' && (
        <Select
          label={t('fields.target')}
          allowDeselect={false}
          data={targetsOf(owner).map((value) => ({ value, label: t(`fields.target.${value}`) }))}
          value={draft.target}
          onChange={(target) => target && change({ target: target as FieldTarget })}
        />
      )}
      {owner === 'ticket' && draft.kind === 'checkbox' && (
        <TextInput
          label={t('fields.tag')}
          description={t('fields.tagHint')}
          value={draft.tag}
          onChange={(event) => change({ tag: event.currentTarget.value })}
        />
      )}
      <TextInput
        label={t('fields.agentDescription')}
        description={t('fields.agentDescriptionHint')}
        value={draft.agentDescription}
        onChange={(event) => change({ agentDescription: event.currentTarget.value })}
      />
      {owner === 'ticket' && <FieldSwitches draft={draft} onChange={change} />}
      {owner !== 'ticket' && id === null && (
        <TextInput
          label={t('fields.key')}
          description={t('fields.keyHint')}
          value={draft.key}
          error={refusal('key') && t('fields.badKey')}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => change({ key: event.currentTarget.value })}
        />
      )}
      <DialogActions
        action={id === null ? t('fields.create') : t('form.save')}
        isPending={saving.isPending}
        onClose={onClose}
      />
    </form>
  );
}

function KindLine({ draft, onBack }: { draft: FieldDraft; onBack?: () => void }) {
  const t = useT();
  const Icon = KINDS.find(({ kind }) => kind === draft.kind)?.Icon;
  return (
    <p className={classes.kind}>
      {Icon && <Icon size={18} stroke={1.75} aria-hidden="true" />}
      {t(`fields.kind.${draft.kind}`)}
      {!onBack && draft.key && <code>{draft.key}</code>}
      {onBack && (
        <Button size="xs" onClick={onBack}>
          {t('fields.otherKind')}
        </Button>
      )}
    </p>
  );
}
