import { IconAlertCircle, IconPaperclip, IconX } from '@tabler/icons-react';
import { useI18n } from '@/i18n/provider';
import { fileSize } from '@/shared/time/format';
import type { DraftFile } from './drafts';
import classes from './upload-chips.module.css';
import type { PendingFile } from './use-uploads';

type Props = {
  uploads: readonly DraftFile[];
  pending: readonly PendingFile[];
  onRemove: (token: string) => void;
  onDismiss: (key: number) => void;
};

/** The files of a draft: arrived, on their way with their progress, or failed with the reason. */
export function UploadChips({ uploads, pending, onRemove, onDismiss }: Props) {
  const { t, locale } = useI18n();
  if (uploads.length + pending.length === 0) return null;
  return (
    <ul className={classes.chips} aria-live="polite">
      {uploads.map(({ token, attachment: { file_name: name, size } }) => (
        <li key={token} className={classes.chip}>
          <IconPaperclip size={14} stroke={1.75} aria-hidden="true" />
          <span className={classes.name}>{name}</span>
          <span className={classes.faint}>{fileSize(size, locale)}</span>
          <RemoveButton label={t('common.remove', { name })} onClick={() => onRemove(token)} />
        </li>
      ))}
      {pending.map(({ key, name, share, error }) => (
        <li key={key} className={classes.chip} data-failed={error !== null || undefined}>
          {error ? (
            <IconAlertCircle size={14} stroke={1.75} aria-hidden="true" />
          ) : (
            <span
              className={classes.progress}
              role="progressbar"
              aria-label={name}
              aria-valuenow={Math.round(share * 100)}
              style={{ '--share': `${share * 100}%` }}
            />
          )}
          <span className={classes.name}>{name}</span>
          {error && <span>{error}</span>}
          <RemoveButton label={t('common.remove', { name })} onClick={() => onDismiss(key)} />
        </li>
      ))}
    </ul>
  );
}

function RemoveButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <button type="button" className={classes.remove} aria-label={label} onClick={onClick}>
      <IconX size={12} stroke={2} />
    </button>
  );
}
