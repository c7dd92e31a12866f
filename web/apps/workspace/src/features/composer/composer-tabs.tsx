import type { DraftKind, Permissions } from '@guichet/api';
import { SegmentedControl } from '@mantine/core';
import { IconLock, IconX } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import type { TextKey } from '@/i18n/texts';
import { IconButton } from '@/shared/ui';
import classes from './composer.module.css';

/** What the composer is for: an answer, a note, or a mail beside the ticket. */
export type Mode = DraftKind | 'side' | 'forward';

type Props = {
  mode: Mode;
  can: Permissions;
  onChange: (mode: Mode) => void;
  /** On a phone, where the composer is a screen that closes. */
  onClose?: () => void;
};

/** How each is called. */
export const LABELS: Record<Mode, TextKey> = {
  reply: 'composer.reply',
  note: 'composer.note',
  side: 'side.one',
  forward: 'side.forward',
};

/** Reply, internal note, side conversation or forward. */
export function ComposerTabs({ mode, can, onChange, onClose }: Props) {
  const t = useT();
  const kinds = (['reply', 'note'] as const).filter((each) => can[each]);
  const isBeside = mode === 'side' || mode === 'forward';
  const modes: Mode[] = can.note ? [...kinds, 'side', 'forward'] : kinds;
  if (onClose) {
    return (
      <>
        <IconButton size={44} label={t('common.close')} onClick={onClose}>
          <IconX size={22} stroke={1.75} />
        </IconButton>
        {isBeside ? (
          <span className={classes.phoneTitle}>{t(LABELS[mode])}</span>
        ) : (
          <SegmentedControl
            className={classes.phoneTabs}
            aria-label={t('composer.title')}
            value={mode}
            onChange={(value) => onChange(value === 'note' ? 'note' : 'reply')}
            data={kinds.map((each) => ({ value: each, label: t(`composer.short.${each}`) }))}
          />
        )}
      </>
    );
  }
  return (
    <>
      {modes.map((each) => (
        <button
          key={each}
          type="button"
          aria-pressed={each === mode}
          className={classes.tab}
          onClick={() => onChange(each)}
        >
          {t(LABELS[each])}
        </button>
      ))}
      <span className={classes.space} />
      {mode === 'note' && (
        <span className={classes.private}>
          <IconLock size={13} stroke={1.75} aria-hidden="true" />
          {t('composer.private')}
        </span>
      )}
    </>
  );
}
