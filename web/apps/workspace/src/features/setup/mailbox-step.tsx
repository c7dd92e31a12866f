import { Button } from '@mantine/core';
import { IconMail } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { mailboxesQuery } from '@/features/settings/mailboxes/api';
import { MailboxForm } from '@/features/settings/mailboxes/mailbox-form';
import { MailboxState } from '@/features/settings/mailboxes/mailbox-state';
import { useMailbox } from '@/features/settings/mailboxes/use-mailbox';
import { OutsideHead } from '@/features/sign-in/outside-page';
import { useT } from '@/i18n/provider';
import classes from './setup.module.css';
import { StepActions } from './step-actions';
import { pathOf } from './steps';

/** Step 2: the mailbox whose mail becomes tickets. It can wait. */
export function MailboxStep() {
  const t = useT();
  const navigate = useNavigate();
  const goOn = () => void navigate(pathOf('team'));
  const { data: mailboxes = [] } = useQuery(mailboxesQuery);
  const work = useMailbox(null, goOn);
  const isTried = work.checks !== null && !work.hasFailed;
  return (
    <>
      <OutsideHead title={t('setup.mailbox.title')}>{t('setup.mailbox.lead')}</OutsideHead>
      {mailboxes.length > 0 ? (
        <ul className={classes.card}>
          {mailboxes.map((mailbox) => (
            <li key={mailbox.id} className={classes.row}>
              <IconMail size={20} stroke={1.75} aria-hidden="true" />
              <b className={classes.rowText}>{mailbox.address}</b>
              <MailboxState mailbox={mailbox} />
            </li>
          ))}
        </ul>
      ) : (
        <>
          <MailboxForm work={work} size="lg" />
          {!work.isGuessed && <p className={classes.hint}>{t('setup.mailbox.smtpHint')}</p>}
        </>
      )}
      <StepActions>
        {mailboxes.length === 0 && (
          <Button size="lg" variant="subtle" onClick={goOn}>
            {t('setup.mailbox.skip')}
          </Button>
        )}
        <Button
          size="lg"
          variant="filled"
          disabled={mailboxes.length === 0 && !isTried}
          loading={work.isSaving}
          onClick={mailboxes.length > 0 ? goOn : work.save}
        >
          {t('setup.continue')}
        </Button>
      </StepActions>
    </>
  );
}
