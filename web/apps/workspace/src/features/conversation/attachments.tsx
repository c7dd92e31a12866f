import type { Attachment } from '@guichet/api';
import { VisuallyHidden } from '@mantine/core';
import { IconFile, IconFileTypePdf, IconFileZip, IconPhoto } from '@tabler/icons-react';
import { useI18n } from '@/i18n/provider';
import { fileSize } from '@/shared/time/format';
import classes from './attachments.module.css';

/** The files of a message. Each opens in a new tab. */
export function Attachments({ attachments }: { attachments: readonly Attachment[] }) {
  const files = attachments.filter((attachment) => !attachment.inline);
  if (files.length === 0) return null;
  return (
    <ul className={classes.files}>
      {files.map((file) => (
        <li key={file.id} className={classes.item}>
          <AttachmentCard file={file} />
        </li>
      ))}
    </ul>
  );
}

function AttachmentCard({ file }: { file: Attachment }) {
  const { t, locale } = useI18n();
  const size = fileSize(file.size, locale);
  return (
    <a className={classes.file} href={file.content_url} target="_blank" rel="noopener noreferrer">
      <Thumbnail file={file} />
      <span className={classes.words}>
        <span className={classes.name}>{file.file_name}</span>
        <span className={classes.size}>{size}</span>
        <VisuallyHidden>{t('conversation.opensTab')}</VisuallyHidden>
      </span>
    </a>
  );
}

function Thumbnail({ file }: { file: Attachment }) {
  const isPdf = file.content_type === 'application/pdf';
  const Icon = isPdf ? IconFileTypePdf : iconOf(file.content_type);
  return (
    <span className={classes.thumbnail} data-pdf={isPdf || undefined}>
      <Icon size={20} stroke={1.75} aria-hidden="true" />
    </span>
  );
}

function iconOf(contentType: string) {
  if (contentType.startsWith('image/')) return IconPhoto;
  if (/zip|compressed|tar/.test(contentType)) return IconFileZip;
  return IconFile;
}
