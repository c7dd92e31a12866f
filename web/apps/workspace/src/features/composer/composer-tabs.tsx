import type { DraftKind, Permissions } from '@guichet/api';
import { SegmentedControl } from '@mantine/core';
import { IconLock, IconX } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import classes from './composer.module.css';

type Props = {
  kind: DraftKind;
  can: Permissions;
  onChange: (kind: DraftKind) => void;
  /** On a phone, where the composer is a screen that closes. */
  onClose?: () => void;
};

/** Reply or internal note. */
export function ComposerTabs({ kind, can, onChange, onClose }: Props) {
  const t = useT();
  const kinds = (['reply', 'note'] as const).filter((each) => can[each]);
  if (onClose) {
    return (
      <>
        <IconButton size={44} label={t('common.close')} onClick={onClose}>
          <IconX size={22} stroke={1.75} />
        </IconButton>
        <SegmentedControl
          className={classes.phoneTabs}
          aria-label={t('composer.title')}
          value={kind}
          onChange={(value) => onChange(value === 'note' ? 'note' : 'reply')}
          data={kinds.map((each) => ({ value: each, label: t(`composer.short.${each}`) }))}
        />
      </>
    );
  }
  return (
    <>
      {kinds.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === kind}
          className={classes.tab}
          onClick={() => onChange(each)}
        >
          {t(`composer.${each}`)}
        </button>
      ))}
      <span className={classes.space} />
      {kind === 'note' && (
        <span className={classes.private}>
          <IconLock size={13} stroke={1.75} aria-hidden="true" />
          {t('composer.private')}
        </span>
      )}
    </>
  );
}
