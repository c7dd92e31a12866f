import type { Id, Status } from '@guichet/api';
import { Button, Menu, SegmentedControl, Select, Textarea } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconBraces } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { Dialog, DialogActions } from '@/features/settings/dialog';
import settings from '@/features/settings/settings-page.module.css';
import { GIVEN_STATUSES } from '@/features/tickets/given-statuses';
import { useT } from '@/i18n/provider';
import { describeError } from '@/shared/ui';
import { type BulkComment, commentPreviewQuery } from './api';
import type { BulkDialogProps } from './bulk-buttons';
import classes from './bulk-dialogs.module.css';
import { OneOfMany } from './one-of-many';
import { useBulkChange } from './use-bulk-change';

const PAUSE_MS = 300;
const PLACEHOLDERS = [
  { key: 'bulk.firstName', text: '{{ticket.requester.first_name}}' },
  { key: 'bulk.name', text: '{{ticket.requester.name}}' },
  { key: 'bulk.number', text: '{{ticket.id}}' },
  { key: 'bulk.subject', text: '{{ticket.title}}' },
  { key: 'bulk.myName', text: '{{current_user.first_name}}' },
] as const;

/** Says the same on all selected tickets, with each one's own names, and shows it for one. */
export function BulkReplyDialog({ list, count, onClose }: BulkDialogProps) {
  const t = useT();
  const [comment, setComment] = useState<BulkComment>({ body: '', public: true });
  const [status, setStatus] = useState<Status | null>(null);
  const changing = useBulkChange(list);
  const isBlank = comment.body.trim() === '';
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (isBlank) return;
    const ticket = { comment, ...(status && { status }) };
    changing.mutate({ ticket }, { onSuccess: onClose });
  }
  return (
    <Dialog title={t('bulk.replyTo', { count })} size={680} onClose={onClose}>
      <form className={settings.dialog} onSubmit={handleSubmit}>
        <div className={classes.head}>
          <SegmentedControl
            aria-label={t('bulk.readers')}
            value={comment.public ? 'public' : 'team'}
            onChange={(value) => setComment({ ...comment, public: value === 'public' })}
            data={[
              { value: 'public', label: t('composer.reply') },
              { value: 'team', label: t('composer.note') },
            ]}
          />
          <Select
            aria-label={t('bulk.thenStatus')}
            placeholder={t('bulk.keepStatus')}
            clearable
            data={GIVEN_STATUSES.map((value) => ({ value, label: t(`status.${value}`) }))}
            value={status}
            onChange={(value) => setStatus(value as Status | null)}
          />
        </div>
        <TextWithPlaceholders
          text={comment.body}
          onChange={(body) => setComment({ ...comment, body })}
        />
        <OneOfMany list={list}>
          {(row) => <Preview ticketId={row.ticket.id} comment={comment} />}
        </OneOfMany>
        <DialogActions
          action={t(comment.public ? 'bulk.send' : 'bulk.addNote', { count })}
          isPending={changing.isPending}
          isDisabled={isBlank}
          onClose={onClose}
        />
      </form>
    </Dialog>
  );
}

type TextProps = { text: string; onChange: (text: string) => void };

function TextWithPlaceholders({ text, onChange }: TextProps) {
  const t = useT();
  const area = useRef<HTMLTextAreaElement>(null);
  function insert(placeholder: string) {
    const at = area.current?.selectionStart ?? text.length;
    onChange(text.slice(0, at) + placeholder + text.slice(at));
    requestAnimationFrame(() => {
      area.current?.focus();
      area.current?.setSelectionRange(at + placeholder.length, at + placeholder.length);
    });
  }
  return (
    <div className={classes.text}>
      <Textarea
        ref={area}
        label={t('bulk.text')}
        rows={6}
        value={text}
        data-autofocus
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Menu position="bottom-start">
        <Menu.Target>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconBraces size={14} stroke={1.75} aria-hidden="true" />}
          >
            {t('bulk.insert')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {PLACEHOLDERS.map((each) => (
            <Menu.Item key={each.key} onClick={() => insert(each.text)}>
              {t(each.key)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </div>
  );
}

function Preview({ ticketId, comment }: { ticketId: Id; comment: BulkComment }) {
  const t = useT();
  const [asked] = useDebouncedValue(comment, PAUSE_MS);
  const { data, error } = useQuery(commentPreviewQuery(ticketId, asked));
  if (comment.body.trim() === '') return <p className={classes.faint}>{t('bulk.nothingYet')}</p>;
  if (error) return <p className={classes.misfit}>{describeError(error, t)}</p>;
  return (
    <p className={classes.words} data-note={!comment.public || undefined}>
      {data}
    </p>
  );
}
