import { IconCheck, IconPaperclip } from '@tabler/icons-react';
import { useI18n } from '@/i18n/provider';
import { fileSize } from '@/shared/time/format';
import classes from './side-composer.module.css';
import type { OfferedFile } from './side-draft';

type Props = { files: readonly OfferedFile[]; onChange: (files: OfferedFile[]) => void };

/** The files of what is forwarded; each goes along or stays. */
export function OfferedFiles({ files, onChange }: Props) {
  const { t, locale } = useI18n();
  if (files.length === 0) return null;
  const toggle = (id: number) =>
    onChange(
      files.map((file) => (file.id === id ? { ...file, goesAlong: !file.goesAlong } : file)),
    );
  return (
    <ul className={classes.files} aria-label={t('side.files')}>
      {files.map(({ id, file_name, size, goesAlong }) => (
        <li key={id}>
          <button
            type="button"
            className={classes.file}
            aria-pressed={goesAlong}
            onClick={() => toggle(id)}
          >
            {goesAlong ? (
              <IconCheck size={14} stroke={1.75} aria-hidden="true" />
            ) : (
              <IconPaperclip size={14} stroke={1.75} aria-hidden="true" />
            )}
            <span className={classes.fileName}>{file_name}</span>
            <span className={classes.size}>{fileSize(size, locale)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
