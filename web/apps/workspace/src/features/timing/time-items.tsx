import { Menu } from '@mantine/core';
import { IconCalendarTime, IconClock, IconSunrise } from '@tabler/icons-react';
import { useClock } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { comingTime } from '@/shared/time/format';
import { soonTimes } from './times';

type Props = {
  onChoose: (at: Date) => void;
  /** Another time is wanted than those offered. */
  onPick: () => void;
};

/** Lines of a menu: the times that are asked for most, in the reader's zone, and any other. */
export function TimeItems({ onChoose, onPick }: Props) {
  const t = useT();
  const clock = useClock();
  return (
    <>
      {soonTimes(clock).map(({ key, at }) => (
        <Menu.Item
          key={key}
          leftSection={
            key === 'later' ? (
              <IconClock size={16} stroke={1.75} />
            ) : (
              <IconSunrise size={16} stroke={1.75} />
            )
          }
          rightSection={comingTime(at.toISOString(), clock)}
          onClick={() => onChoose(at)}
        >
          {t(`timing.${key}`)}
        </Menu.Item>
      ))}
      <Menu.Item leftSection={<IconCalendarTime size={16} stroke={1.75} />} onClick={onPick}>
        {t('timing.pick')}
      </Menu.Item>
    </>
  );
}
