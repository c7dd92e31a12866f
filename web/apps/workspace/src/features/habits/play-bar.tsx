import { Button } from '@mantine/core';
import { IconPlayerPlayFilled, IconPlayerTrackNext } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { Keys } from '@/shared/ui';
import classes from './habits.module.css';
import type { PlayModel } from './play';

/** Above the ticket that is served: how many are left, the way past it, and the end. */
export function PlayBar({ play, viewTitle }: { play: PlayModel; viewTitle: string }) {
  const t = useT();
  useCommand({
    id: 'play.skip',
    labelKey: 'habits.skip',
    group: 'move',
    keys: ['Shift+S'],
    when: () => play.isServing,
    run: play.skip,
  });
  useCommand({
    id: 'play.stop',
    labelKey: 'habits.stop',
    group: 'move',
    keys: ['Shift+P'],
    when: () => play.isServing,
    run: play.stop,
  });
  if (!play.isServing) return null;
  return (
    <section className={classes.playBar} aria-label={t('habits.playing')}>
      <IconPlayerPlayFilled size={14} aria-hidden="true" />
      <span className={classes.playing}>
        <b>{viewTitle}</b>
        <span>{t('habits.left', { count: play.left })}</span>
      </span>
      <Button
        size="xs"
        leftSection={<IconPlayerTrackNext size={14} stroke={1.75} aria-hidden="true" />}
        onClick={play.skip}
      >
        {t('habits.skip')}
        <Keys keys="Shift+S" />
      </Button>
      <Button size="xs" variant="subtle" onClick={play.stop}>
        {t('habits.stop')}
      </Button>
    </section>
  );
}
