import { ApiError } from '@guichet/api';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { Dialog } from './dialog';
import classes from './settings-page.module.css';

type Props = {
  title: string;
  /** What follows from it. */
  text: string;
  /** What the button does. */
  action: string;
  /** Why the server may refuse it, in the reader's words. */
  refusal?: string;
  onConfirm: () => Promise<unknown>;
  onClose: () => void;
};

/** Asks once before something that cannot be undone. */
export function ConfirmDialog({ title, text, action, refusal, onConfirm, onClose }: Props) {
  const t = useT();
  const doing = useMutation({ mutationFn: onConfirm, onSuccess: onClose });
  return (
    <Dialog title={title} onClose={onClose}>
      <div className={classes.dialog}>
        <FormProblem
          error={doing.error}
          describe={(error) =>
            refusal && error instanceof ApiError && error.status === 422 ? refusal : null
          }
        />
        <p>{text}</p>
        <div className={classes.dialogActions}>
          <Button size="md" onClick={onClose}>
            {t('form.cancel')}
          </Button>
          <Button
            size="md"
            variant="danger"
            loading={doing.isPending}
            onClick={() => doing.mutate()}
          >
            {action}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
