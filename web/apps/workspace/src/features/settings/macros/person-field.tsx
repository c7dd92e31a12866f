import { Button } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { foundPeopleQuery } from '@/features/people/api';
import { personQuery } from '@/features/requester/api';
import { typedOf } from '@/features/ticket-fields/values';
import { useT } from '@/i18n/provider';
import { Avatar, Picker, type PickerOption } from '@/shared/ui';
import type { ActionRow } from './macro-draft';
import classes from './macros.module.css';

type Props = { row: ActionRow; error: string | undefined; onChange: (value: string) => void };

/** Anyone the desk knows, found by name or address. */
export function PersonField({ row, error, onChange }: Props) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const typed = typedOf(row.value);
  const id = Number(typed);
  const { data: person } = useQuery({ ...personQuery(id), enabled: id > 0 });
  return (
    <span className={classes.person}>
      <Picker
        label={t('macroForm.findPerson')}
        useOptions={usePeopleOptions}
        isFiltered
        chosen={[typed]}
        opened={opened}
        onOpenedChange={setOpened}
        onPick={onChange}
      >
        <Button
          size="md"
          justify="space-between"
          fullWidth
          leftSection={person && <Avatar person={person} size={18} />}
          rightSection={<IconChevronDown size={14} stroke={1.75} aria-hidden="true" />}
          onClick={() => setOpened(!opened)}
        >
          {person?.name ?? t('macroForm.choosePerson')}
        </Button>
      </Picker>
      {error && <span className={classes.failed}>{error}</span>}
    </span>
  );
}

function usePeopleOptions(text: string): PickerOption[] {
  const { data: people = [] } = useQuery(foundPeopleQuery(text));
  return people.map((person) => ({
    value: String(person.id),
    label: person.name,
    hint: person.email ?? undefined,
    icon: <Avatar person={person} size={18} />,
  }));
}
