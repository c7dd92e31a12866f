import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useT } from '@/i18n/provider';
import { blank, problemsOf } from '@/shared/form/checks';
import { CopyButton } from '@/shared/form/copy-button';
import { FormProblem } from '@/shared/form/form-problem';
import { useForm } from '@/shared/form/use-form';
import { Dialog, DialogActions } from '../dialog';
import classes from '../settings-page.module.css';
import { createToken, tokensQuery } from './api';

/** Makes a token and shows it, this once. */
export function TokenDialog({ onClose }: { onClose: () => void }) {
  const t = useT();
  const client = useQueryClient();
  const creating = useMutation({
    mutationFn: createToken,
    onSuccess: () => client.invalidateQueries({ queryKey: tokensQuery.queryKey }),
  });
  const form = useForm({
    initial: { description: '' },
    check: ({ description }) => problemsOf({ description: blank(description) }),
    refusal: creating.error,
    onSubmit: ({ description }) => creating.mutate(description.trim()),
  });
  const secret = creating.data?.token;
  return (
    <Dialog title={t('tokens.add')} onClose={onClose}>
      {secret ? (
        <div className={classes.dialog}>
          <p>{t('tokens.shownOnce')}</p>
          <div className={classes.secret}>
            <code>{secret}</code>
            <CopyButton text={secret} label={t('tokens.copy')} />
          </div>
          <div className={classes.dialogActions}>
            <Button size="md" variant="filled" onClick={onClose}>
              {t('common.close')}
            </Button>
          </div>
        </div>
      ) : (
        <form className={classes.dialog} onSubmit={form.submit} noValidate>
          <FormProblem error={creating.error} fields={form.names} />
          <TextInput
            {...form.field('description')}
            label={t('tokens.description')}
            description={t('tokens.descriptionHint')}
            data-autofocus
          />
          <DialogActions
            action={t('tokens.create')}
            isPending={creating.isPending}
            onClose={onClose}
          />
        </form>
      )}
    </Dialog>
  );
}
