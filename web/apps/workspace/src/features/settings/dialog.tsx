import { Button, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '@/i18n/provider';
import classes from './settings-page.module.css';

type Props = { title: string; onClose: () => void; size?: number; children: ReactNode };

/** A small window over a settings page. */
export function Dialog({ title, onClose, size = 480, children }: Props) {
  const t = useT();
  return (
    <Modal
      opened
      title={title}
      size={size}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      onClose={onClose}
    >
      {children}
    </Modal>
  );
}

type ActionsProps = {
  /** What the form is for. */
  action: string;
  isPending: boolean;
  isDisabled?: boolean;
  /** It cannot be taken back. */
  isDanger?: boolean;
  onClose: () => void;
  /** What else can be done, at the other end. */
  children?: ReactNode;
};

/** The end of a dialog's form: leave it, or do what it is for. */
export function DialogActions({
  action,
  isPending,
  isDisabled = false,
  isDanger = false,
  onClose,
  children,
}: ActionsProps) {
  const t = useT();
  return (
    <div className={classes.dialogActions}>
      {children}
      <Button size="md" onClick={onClose}>
        {t('form.cancel')}
      </Button>
      <Button
        type="submit"
        size="md"
        variant={isDanger ? 'danger' : 'filled'}
        disabled={isDisabled}
        loading={isPending}
      >
        {action}
      </Button>
    </div>
  );
}
