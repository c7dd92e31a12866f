import { Button } from '@mantine/core';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { PasswordField } from '@/shared/form/password-field';
import { Dialog } from '../dialog';
import type { MailServer } from '../mailboxes/api';
import { CheckList } from '../mailboxes/check-list';
import { EMPTY_MAILBOX } from '../mailboxes/mailbox-draft';
import { ServerGroup } from '../mailboxes/server-fields';
import classes from '../settings-page.module.css';
import { useRelay } from './use-relay';

type Props = { relay: MailServer | null; onClose: () => void };

/** Gives the desk a server for outgoing mail, or changes and tests it. */
export function RelayDialog({ relay, onClose }: Props) {
  const t = useT();
  const work = useRelay(relay, onClose);
  const { checks, isTesting } = work;
  return (
    <Dialog title={t('relay.title')} onClose={onClose} size={640}>
      <form
        className={classes.dialog}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (work.isComplete) work.save();
        }}
      >
        <FormProblem error={work.error} />
        <ServerGroup title={t('mailbox.smtp')} server={work.server} onChange={work.change}>
          <PasswordField
            label={t('form.password')}
            description={relay ? t('mailbox.passwordKept') : t('relay.passwordHint')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={work.password}
            onChange={(event) => work.changePassword(event.currentTarget.value)}
          />
        </ServerGroup>
        {(isTesting || checks) && (
          <CheckList
            names={['sending']}
            checks={isTesting ? null : checks}
            draft={{ ...EMPTY_MAILBOX, smtp: work.server }}
          />
        )}
        <div className={classes.dialogActions}>
          <Button
            size="md"
            className={classes.first}
            disabled={!work.isComplete || isTesting}
            onClick={work.test}
          >
            {t(checks ? 'mailbox.testAgain' : 'mailbox.test')}
          </Button>
          <Button size="md" onClick={onClose}>
            {t('form.cancel')}
          </Button>
          <Button
            type="submit"
            size="md"
            variant="filled"
            disabled={!work.isComplete}
            loading={work.isSaving}
          >
            {t('form.save')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
