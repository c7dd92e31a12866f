import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Link } from 'react-router';
import { fieldsQuery } from '@/features/ticket-fields/api';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { AudienceField } from '../audience/audience-field';
import settings from '../settings-page.module.css';
import { ActionRows } from './action-rows';
import { saveMacro, useMacroChange } from './api';
import { changeOfDraft, type MacroDraft } from './macro-draft';
import { isElsewhere, macroProblems } from './macro-problems';
import classes from './macros.module.css';
import { ReplyField } from './reply-field';

type Props = {
  /** Null for a new one. */
  id: number | null;
  initial: MacroDraft;
  onSaved: () => void;
};

/** Everything about one macro. What is wrong is said at its place. */
export function MacroForm({ id, initial, onSaved }: Props) {
  const t = useT();
  const [draft, setDraft] = useState(initial);
  const [tried, setTried] = useState(initial);
  const { data: fields = [] } = useQuery(fieldsQuery);
  const saving = useMacroChange((change: MacroDraft) => saveMacro(id, changeOfDraft(change)));
  const change = (part: Partial<MacroDraft>) => setDraft((before) => ({ ...before, ...part }));
  const problems = macroProblems(saving.error, tried, fields, t);
  // A row that was added, removed or changed since is not the one that was refused.
  const rowErrors = tried.rows === draft.rows ? problems.rows : {};
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    setTried(draft);
    saving.mutate(draft, { onSuccess: onSaved });
  }
  return (
    <form className={classes.form} onSubmit={handleSubmit} noValidate>
      {isElsewhere(problems) && <FormProblem error={saving.error} />}
      <TextInput
        label={t('macroForm.title')}
        description={t('macroForm.titleHint')}
        value={draft.title}
        error={problems.title}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <TextInput
        label={t('macroForm.description')}
        description={t('macroForm.descriptionHint')}
        value={draft.description}
        onChange={(event) => change({ description: event.currentTarget.value })}
      />
      <AudienceField
        audience={draft.audience}
        title={draft.title}
        error={problems.audience}
        onChange={(audience) => change({ audience })}
      />
      <ReplyField draft={draft} error={problems.text} onChange={change} />
      <ActionRows rows={draft.rows} errors={rowErrors} onChange={(rows) => change({ rows })} />
      <div className={settings.row}>
        <Button type="submit" size="md" variant="filled" loading={saving.isPending}>
          {t('form.save')}
        </Button>
        <Button component={Link} to="/settings/macros" size="md">
          {t('form.cancel')}
        </Button>
      </div>
    </form>
  );
}
