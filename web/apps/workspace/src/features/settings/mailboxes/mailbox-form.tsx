import { Button, TextInput } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { PasswordField } from '@/shared/form/password-field';
import { BrandField } from './brand-field';
import { CheckList } from './check-list';
import classes from './mailbox-form.module.css';
import { ServerFields } from './server-fields';
import type { MailboxWork } from './use-mailbox';

type Props = {
  work: MailboxWork;
  /** A mailbox that exists keeps its address and its stored password. */
  isKnown?: boolean;
  size?: 'md' | 'lg';
};

/** Address, password, test: what it takes to connect a mailbox. Servers by hand only when needed. */
export function MailboxForm({ work, isKnown = false, size = 'md' }: Props) {
  const t = useT();
  const { draft, discovered, checks } = work;
  const [isExpert, setExpert] = useState(false);
  const isGuessPoor = discovered?.provider === null || work.hasFailed;
  useEffect(() => {
    if (isGuessPoor) setExpert(true);
  }, [isGuessPoor]);

  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (work.isGuessed) work.test();
        else work.guess();
      }}
    >
      <FormProblem error={work.error} />
      <div className={classes.address}>
        <TextInput
          type="email"
          label={t('mailbox.address')}
          value={draft.address}
          readOnly={isKnown}
          autoFocus={!isKnown}
          autoComplete="off"
          placeholder={t('mailbox.addressHint')}
          rightSectionWidth="auto"
          rightSectionProps={{ className: classes.providerSection }}
          rightSection={
            <span role="status" className={discovered && classes.provider}>
              {work.isGuessing
                ? t('mailbox.guessing')
                : discovered?.provider && t('mailbox.found', { provider: discovered.provider })}
            </span>
          }
          onChange={(event) => work.change({ address: event.currentTarget.value })}
          onBlur={work.guess}
        />
        <Button type="submit" size={size} disabled={!work.canGuess && !work.canTest}>
          {t(checks ? 'mailbox.testAgain' : work.isGuessed ? 'mailbox.test' : 'mailbox.find')}
        </Button>
      </div>
      {work.isGuessed && (
        <>
          <PasswordField
            label={t('mailbox.password')}
            description={
              isKnown
                ? t('mailbox.passwordKept')
                : discovered && discovered.sign_in !== 'password'
                  ? t(`mailbox.signIn.${discovered.sign_in}`)
                  : undefined
            }
            value={draft.password}
            onChange={(event) => work.change({ password: event.currentTarget.value })}
          />
          <BrandField draft={draft} onChange={work.change} />
          {(work.isTesting || checks) && (
            <CheckList checks={work.isTesting ? null : checks} draft={draft} />
          )}
          <details
            className={classes.expert}
            open={isExpert}
            onToggle={(event) => setExpert(event.currentTarget.open)}
          >
            <summary>
              <IconChevronRight size={14} stroke={1.75} aria-hidden="true" />
              {t('mailbox.servers')}
            </summary>
            <div className={classes.servers}>
              <ServerFields draft={draft} onChange={work.change} />
            </div>
          </details>
        </>
      )}
    </form>
  );
}
