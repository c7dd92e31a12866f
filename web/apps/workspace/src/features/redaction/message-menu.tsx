import type { Comment, Id } from '@guichet/api';
import { Menu } from '@mantine/core';
import {
  IconArrowsSplit2,
  IconDots,
  IconEraser,
  IconHistory,
  IconLink,
  IconMailCode,
  IconMailForward,
  IconPencil,
  IconPhotoX,
} from '@tabler/icons-react';
import { askedNote } from '@/features/note-history/asked';
import { useMe } from '@/features/session/use-session';
import { askedWriting } from '@/features/side-conversations/asked-writing';
import { askedSplit } from '@/features/splitting/asked';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import { askedRedaction } from './asked';
import classes from './redaction.module.css';

type Props = {
  comment: Comment;
  author: string;
  /** The ticket on which it can be forwarded; null where nothing can be written. */
  forwardsOn: Id | null;
};

/** What can be done with one message. */
export function MessageMenu({ comment, author, forwardsOn }: Props) {
  const t = useT();
  const pictures = comment.attachments.filter((file) => file.inline);
  const address = `${window.location.origin}/tickets/${comment.ticket_id}?comment=${comment.id}`;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton
          size={24}
          className={classes.opener}
          label={t('redaction.messageMenu', { name: author })}
        >
          <IconDots size={16} stroke={1.75} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconLink size={16} stroke={1.75} />}
          onClick={() => void navigator.clipboard.writeText(address)}
        >
          {t('conversation.copyLink')}
        </Menu.Item>
        {forwardsOn !== null && (
          <Menu.Item
            leftSection={<IconMailForward size={16} stroke={1.75} />}
            onClick={() =>
              askedWriting.set({ ticketId: forwardsOn, mode: 'forward', commentId: comment.id })
            }
          >
            {t('side.forwardMessage')}
          </Menu.Item>
        )}
        <NoteItems comment={comment} />
        <Menu.Item
          leftSection={<IconArrowsSplit2 size={16} stroke={1.75} />}
          onClick={() => askedSplit.set(comment)}
        >
          {t('splitting.split')}
        </Menu.Item>
        {comment.raw_url && (
          <Menu.Item
            component="a"
            href={comment.raw_url}
            target="_blank"
            rel="noopener noreferrer"
            leftSection={<IconMailCode size={16} stroke={1.75} />}
          >
            {t('conversation.source')}
          </Menu.Item>
        )}
        <Menu.Item
          leftSection={<IconEraser size={16} stroke={1.75} />}
          onClick={() => askedRedaction.set({ comment, words: '' })}
        >
          {t('redaction.redactWords')}
        </Menu.Item>
        {pictures.map((file) => (
          <Menu.Item
            key={file.id}
            leftSection={<IconPhotoX size={16} stroke={1.75} />}
            onClick={() => askedRedaction.set({ comment, file })}
          >
            {t('redaction.redactPicture', { name: file.file_name })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** What only an internal note can: be edited by its author or an admin, and show what it said before. */
function NoteItems({ comment }: { comment: Comment }) {
  const t = useT();
  const me = useMe();
  const mayEdit = !comment.public && (comment.author_id === me.id || me.role === 'admin');
  return (
    <>
      {mayEdit && (
        <Menu.Item
          leftSection={<IconPencil size={16} stroke={1.75} />}
          onClick={() => askedNote.set({ comment, isEdited: true })}
        >
          {t('notes.edit')}
        </Menu.Item>
      )}
      {comment.version > 1 && (
        <Menu.Item
          leftSection={<IconHistory size={16} stroke={1.75} />}
          onClick={() => askedNote.set({ comment, isEdited: false })}
        >
          {t('notes.history')}
        </Menu.Item>
      )}
    </>
  );
}
