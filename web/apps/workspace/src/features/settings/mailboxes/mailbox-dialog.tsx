import { Button } from '@mantine/core';
import { useT } from '@/i18n/provider';
import { Dialog } from '../dialog';
import classes from '../settings-page.module.css';
import type { Mailbox } from './api';
import { MailboxForm } from './mailbox-form';
import { useMailbox } from './use-mailbox';

type Props = { mailbox: Mailbox | null; onClose: () => void };

/** Connects a mailbox, or changes and tests one. */
export function MailboxDialog({ mailbox, onClose }: Props) {
  const t = useT();
  const work = useMailbox(mailbox, onClose);
  return (
    <Dialog title={mailbox ? mailbox.address : t('mailbox.add')} onClose={onClose} size={640}>
      <div className={classes.dialog}>
        <MailboxForm work={work} isKnown={mailbox !== null} />
        <div className={classes.dialogActions}>
          <Button size="md" onClick={onClose}>
            {t('form.cancel')}
          </Button>
          <Button
            size="md"
            variant="filled"
            disabled={!work.isGuessed}
            loading={work.isSaving}
            onClick={work.save}
          >
            {t('form.save')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
