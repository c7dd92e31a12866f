import { ApiError, type Comment } from '@guichet/api';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { EditorSlot } from '@/features/composer/editor-slot';
import { Dialog } from '@/features/settings/dialog';
import settings from '@/features/settings/settings-page.module.css';
import { refreshTickets } from '@/features/tickets/cache';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { Notice } from '@/shared/ui';
import { editNote, noteVersionsQuery } from './api';
import classes from './note-history.module.css';
import { WordDiff } from './word-diff';

type Props = { comment: Comment; onClose: () => void };

/** Lets an internal note say something else. Where somebody was faster, what they changed is shown first. */
export function EditNoteDialog({ comment, onClose }: Props) {
  const t = useT();
  const client = useQueryClient();
  const [html, setHtml] = useState(comment.html_body);
  const [seen, setSeen] = useState(comment.version);
  const saving = useMutation({
    mutationFn: () => editNote(comment, html, seen),
    onSuccess: onClose,
    onError: (error) => {
      if (error instanceof ApiError && error.status === 409) void versions.refetch();
    },
    onSettled: () => refreshTickets(client, [comment.ticket_id]),
  });
  const isLate = saving.error instanceof ApiError && saving.error.status === 409;
  const versions = useQuery({ ...noteVersionsQuery(comment), enabled: false });
  const newest = versions.data?.at(-1);
  const base = versions.data?.find(({ version }) => version === seen);
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (html !== '') saving.mutate();
  }
  return (
    <Dialog title={t('notes.edit')} size={640} onClose={onClose}>
      <form className={settings.dialog} onSubmit={handleSubmit}>
        {isLate && newest && base && (
          <div role="alert">
            <Notice>{t('notes.late')}</Notice>
            <WordDiff before={base.plain_body} after={newest.plain_body} />
          </div>
        )}
        {!isLate && <FormProblem error={saving.error} />}
        <div className={classes.editor}>
          <EditorSlot
            label={t('notes.write')}
            initialHtml={comment.html_body}
            onChange={setHtml}
            onFiles={() => undefined}
            onReady={(handle) => handle?.focus()}
            belowText={null}
            tools={null}
            actions={null}
          />
        </div>
        <p className={settings.faint}>{t('notes.kept')}</p>
        <div className={settings.dialogActions}>
          <Button size="md" onClick={onClose}>
            {t('form.cancel')}
          </Button>
          {isLate && newest ? (
            // Of its own, so that the press on it does not send the form that the other would.
            <Button
              key="go-on"
              size="md"
              variant="filled"
              onClick={() => {
                setSeen(newest.version);
                saving.reset();
              }}
            >
              {t('notes.goOn')}
            </Button>
          ) : (
            <Button
              key="save"
              type="submit"
              size="md"
              variant="filled"
              disabled={html === ''}
              loading={saving.isPending}
            >
              {t('form.save')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
