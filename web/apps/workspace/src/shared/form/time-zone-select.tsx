import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useT } from '@/i18n/provider';
import { timeZoneLabel, timeZones } from './time-zones';

type Props = { value: string; onChange: (zone: string) => void; error?: string };

/** A time zone, found by typing a city. */
export function TimeZoneSelect({ value, onChange, error }: Props) {
  const t = useT();
  const zones = useMemo(() => {
    const now = new Date();
    const known = timeZones(now);
    // An older name, such as Asia/Calcutta, may not be in the list.
    const isKnown = known.some((zone) => zone.value === value);
    return isKnown ? known : [{ value, label: timeZoneLabel(value, now) }, ...known];
  }, [value]);
  return (
    <Select
      label={t('form.timeZone')}
      searchable
      limit={60}
      maxDropdownHeight={264}
      allowDeselect={false}
      nothingFoundMessage={t('common.nothingFound')}
      data={zones}
      value={value}
      error={error}
      onChange={(zone) => zone && onChange(zone)}
    />
  );
}
