import type { Attachment } from '@guichet/api';
import { VisuallyHidden } from '@mantine/core';
import { IconFile, IconFileTypePdf, IconFileZip, IconPhoto } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useI18n } from '@/i18n/provider';
import { fileSize } from '@/shared/time/format';
import classes from './attachments.module.css';

type Props = {
  attachments: readonly Attachment[];
  /** What can be done with a file. */
  menuOf?: (file: Attachment) => ReactNode;
};

/** The files of a message; pictures as themselves. Each opens in a new tab. */
export function Attachments({ attachments, menuOf }: Props) {
  const files = attachments.filter((attachment) => !attachment.inline);
  if (files.length === 0) return null;
  return (
    <ul className={classes.files}>
      {files.map((file) => (
        <li key={file.id} className={classes.item}>
          <AttachmentCard file={file} />
          {menuOf?.(file)}
        </li>
      ))}
    </ul>
  );
}

function AttachmentCard({ file }: { file: Attachment }) {
  const { t, locale } = useI18n();
  const size = fileSize(file.size, locale);
  return (
    <a
      className={classes.file}
      href={file.content_url}
      target="_blank"
      rel="noopener noreferrer"
      data-picture={isPicture(file) || undefined}
    >
      <Thumbnail file={file} />
      <span className={classes.words}>
        <span className={classes.name}>{file.file_name}</span>
        <span className={classes.size}>{size}</span>
        <VisuallyHidden>{t('conversation.opensTab')}</VisuallyHidden>
      </span>
    </a>
  );
}

/** Pictures that every browser shows, and that are small enough to be read for a glimpse. */
const PICTURES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
const LARGEST_PICTURE_BYTES = 5_000_000;

const isPicture = ({ content_type, size }: Attachment) =>
  PICTURES.includes(content_type) && size <= LARGEST_PICTURE_BYTES;

function Thumbnail({ file }: { file: Attachment }) {
  if (isPicture(file)) {
    return <img className={classes.thumbnail} src={file.content_url} alt="" loading="lazy" />;
  }
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
