import type { Id } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { groupsQuery } from '@/features/tickets/api';
import { useGroupOptions } from '@/features/tickets/options';
import { useT } from '@/i18n/provider';
import { Picker } from '@/shared/ui';

type Props = {
  /** Whose teams they are, for screen readers. */
  name: string;
  chosen: readonly Id[];
  /** What no team means. */
  none?: string;
  onChange: (ids: Id[]) => void;
};

/** The teams someone joins: a button that names them and opens the list. */
export function GroupsPicker({ name, chosen, none, onChange }: Props) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const { data: groups = [] } = useQuery(groupsQuery);
  const names = groups.filter((group) => chosen.includes(group.id)).map((group) => group.name);
  const shown = names.length > 1 ? t('groups.several', { count: names.length }) : names[0];
  const text = shown ?? none ?? t('common.noTeam');
  const toggle = (id: Id) =>
    onChange(chosen.includes(id) ? chosen.filter((each) => each !== id) : [...chosen, id]);
  return (
    <Picker
      label={t('groups.teamsOf', { name })}
      useOptions={useGroupOptions}
      chosen={chosen.map(String)}
      onPick={(value) => toggle(Number(value))}
      opened={opened}
      onOpenedChange={setOpened}
      position="bottom-end"
    >
      <Button
        variant="subtle"
        aria-label={`${text}, ${t('groups.teamsOf', { name })}`}
        rightSection={<IconChevronDown size={12} stroke={1.75} aria-hidden="true" />}
        onClick={() => setOpened(!opened)}
      >
        {text}
      </Button>
    </Picker>
  );
}
