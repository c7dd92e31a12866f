import { Select, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useT } from '@/i18n/provider';
import { PasswordField } from '@/shared/form/password-field';
import type { Security } from './api';
import type { MailboxDraft, ServerDraft } from './mailbox-draft';
import classes from './mailbox-form.module.css';

const SECURITIES: Security[] = ['tls', 'starttls', 'none'];

type Props = { draft: MailboxDraft; onChange: (part: Partial<MailboxDraft>) => void };

/** Both mail servers by hand, for when the guess is wrong. */
export function ServerFields({ draft, onChange }: Props) {
  const t = useT();
  return (
    <>
      <ServerGroup
        title={t('mailbox.imap')}
        server={draft.imap}
        onChange={(imap) => onChange({ imap })}
      />
      <ServerGroup
        title={t('mailbox.smtp')}
        server={draft.smtp}
        onChange={(smtp) => onChange({ smtp })}
      />
      <PasswordField
        label={t('mailbox.smtpPassword')}
        description={t('mailbox.smtpPasswordHint')}
        value={draft.smtpPassword}
        onChange={(event) => onChange({ smtpPassword: event.currentTarget.value })}
      />
    </>
  );
}

type GroupProps = {
  title: string;
  server: ServerDraft;
  onChange: (server: ServerDraft) => void;
  /** Its password, where it has one of its own. */
  children?: ReactNode;
};

/** How one server is reached. */
export function ServerGroup({ title, server, onChange, children }: GroupProps) {
  const t = useT();
  const change = (part: Partial<ServerDraft>) => onChange({ ...server, ...part });
  return (
    <fieldset className={classes.server}>
      <legend>{title}</legend>
      <TextInput
        className={classes.half}
        label={t('mailbox.host')}
        value={server.host}
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => change({ host: event.currentTarget.value })}
      />
      <TextInput
        label={t('mailbox.port')}
        inputMode="numeric"
        value={server.port}
        onChange={(event) => change({ port: event.currentTarget.value })}
      />
      <Select
        label={t('mailbox.security')}
        allowDeselect={false}
        data={SECURITIES.map((value) => ({ value, label: t(`mailbox.security.${value}`) }))}
        value={server.security}
        onChange={(value) => value && change({ security: value as Security })}
      />
      <TextInput
        className={classes.half}
        label={t('mailbox.username')}
        value={server.username}
        autoCapitalize="none"
        spellCheck={false}
        onChange={(event) => change({ username: event.currentTarget.value })}
      />
      {children && <div className={classes.half}>{children}</div>}
    </fieldset>
  );
}
