import { Combobox, type ComboboxStore } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { RefObject } from 'react';
import { foundPeopleQuery } from '@/features/people/api';
import { Avatar } from '@/shared/ui';
import { ExistingTarget } from '@/shared/ui/existing-target';
import classes from './recipients.module.css';

const PAUSE_MS = 120;
const MOST = 6;

type Props = {
  list: ComboboxStore;
  input: RefObject<HTMLInputElement | null>;
  text: string;
  /** Addresses that are there already. */
  taken: readonly string[];
  onPick: (address: string) => void;
};

/** People whose name or address fits what is being typed. */
export function AddressSuggestions({ list, input, text, taken, onPick }: Props) {
  const [asked] = useDebouncedValue(text, PAUSE_MS);
  const { data: people = [] } = useQuery(foundPeopleQuery(asked));
  const offered = people.flatMap(({ id, name, role, email }) =>
    email && !taken.includes(email) ? [{ id, name, role, email }] : [],
  );
  return (
    <Combobox
      store={list}
      width={320}
      position="top-start"
      transitionProps={{ duration: 0 }}
      onOptionSubmit={onPick}
    >
      <Combobox.Target>
        <ExistingTarget element={input} />
      </Combobox.Target>
      <Combobox.Dropdown hidden={offered.length === 0}>
        <Combobox.Options aria-label={input.current?.ariaLabel ?? undefined}>
          {offered.slice(0, MOST).map((person) => (
            <Combobox.Option key={person.id} value={person.email}>
              <Avatar person={person} size={20} />
              <span className={classes.suggested}>{person.name}</span>
              <span className={classes.address}>{person.email}</span>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
