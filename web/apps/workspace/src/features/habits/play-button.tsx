import { IconPlayerPlay } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { IconButton } from '@/shared/ui';
import type { PlayModel } from './play';

/** Begins to serve the tickets of the view. */
export function PlayButton({ play }: { play: PlayModel }) {
  const t = useT();
  const canStart = play.canStart && !play.isServing;
  useCommand({
    id: 'play.start',
    labelKey: 'habits.play',
    group: 'move',
    keys: ['Shift+P'],
    when: () => canStart,
    run: play.start,
  });
  if (!canStart) return null;
  return (
    <IconButton label={t('habits.play')} keys="Shift+P" onClick={play.start}>
      <IconPlayerPlay size={16} stroke={1.75} />
    </IconButton>
  );
}
