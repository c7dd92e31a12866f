import { Combobox, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { looksLikeAddress } from '@/features/composer/addresses';
import { foundPeopleQuery } from '@/features/people/api';
import { useT } from '@/i18n/provider';
import { Avatar } from '@/shared/ui';
import type { Requester } from './api';
import classes from './new-ticket.module.css';

const NEW = 'new';

type Props = {
  /** Who it is until someone else is chosen. */
  initialName?: string;
  onChange: (requester: Requester | null) => void;
  error?: string;
};

/** Finds who the ticket is for by name or address; an unknown address becomes a new person. */
export function RequesterField({ initialName = '', onChange, error }: Props) {
  const t = useT();
  const [text, setText] = useState(initialName);
  const [query] = useDebouncedValue(text.trim(), 150);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { data: people = [] } = useQuery(foundPeopleQuery(query));
  const { selectFirstOption } = combobox;
  // biome-ignore lint/correctness/useExhaustiveDependencies: whenever other people are found
  useEffect(() => {
    selectFirstOption();
  }, [people]);
  const address = text.trim();
  const isNewAddress =
    looksLikeAddress(address) && !people.some((person) => person.email === address);

  function pick(value: string) {
    const person = people.find((each) => String(each.id) === value);
    setText(person ? person.name : address);
    onChange(person ? { id: person.id } : { email: address, name: nameOf(address) });
    combobox.closeDropdown();
  }
  return (
    <Combobox store={combobox} onOptionSubmit={pick}>
      <Combobox.Target>
        <TextInput
          label={t('new.requester')}
          placeholder={t('new.requesterHint')}
          value={text}
          error={error}
          autoComplete="off"
          data-autofocus
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            setText(event.currentTarget.value);
            const typed = event.currentTarget.value.trim();
            onChange(looksLikeAddress(typed) ? { email: typed, name: nameOf(typed) } : null);
            combobox.openDropdown();
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={query.length < 2 || (people.length === 0 && !isNewAddress)}>
        <Combobox.Options aria-label={t('new.people')}>
          {people.slice(0, 8).map((person) => (
            <Combobox.Option key={person.id} value={String(person.id)}>
              <Avatar person={person} size={20} />
              <span>{person.name}</span>
              <span className={classes.faint}>{person.email}</span>
            </Combobox.Option>
          ))}
          {isNewAddress && (
            <Combobox.Option value={NEW}>
              <IconUserPlus size={16} stroke={1.75} aria-hidden="true" />
              {t('new.newPerson', { address })}
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** A first name for someone known by address only: what stands before the at sign. */
function nameOf(address: string): string {
  return address.split('@')[0] ?? address;
}
