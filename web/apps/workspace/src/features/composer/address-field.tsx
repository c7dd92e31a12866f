import type { Conversation } from '@guichet/api';
import { useCombobox } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useT } from '@/i18n/provider';
import { Avatar } from '@/shared/ui';
import { AddressSuggestions } from './address-suggestions';
import { looksLikeAddress } from './addresses';
import classes from './recipients.module.css';

type Props = {
  label: string;
  addresses: string[];
  conversation: Conversation;
  onChange: (addresses: string[]) => void;
  autoFocus?: boolean;
};

/** Addresses as chips, and a field for one more that suggests people the desk knows. */
export function AddressField({ label, addresses, conversation, onChange, autoFocus }: Props) {
  const t = useT();
  const input = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);
  const [optionId, setOptionId] = useState<string | null>(null);
  const list = useCombobox({
    opened: text.trim().length >= 2,
    onDropdownClose: () => setOptionId(null),
  });

  function write(next: string) {
    setText(next);
    setWrong(false);
    setOptionId(null);
    list.resetSelectedOption();
  }
  function add(address: string) {
    if (!addresses.includes(address)) onChange([...addresses, address]);
    write('');
  }
  function commit() {
    const typed = text.trim().replace(/[,;]$/, '');
    if (typed === '') return;
    if (looksLikeAddress(typed)) add(typed);
    else setWrong(true);
  }
  function handleKeyDown(event: KeyboardEvent) {
    const isWriting = text.trim() !== '';
    if (event.key === 'ArrowDown' && isWriting) setOptionId(list.selectNextOption());
    else if (event.key === 'ArrowUp' && isWriting) setOptionId(list.selectPreviousOption());
    else if (event.key === 'Enter' && optionId) list.clickSelectedOption();
    else if (['Enter', ',', ';'].includes(event.key) && isWriting) commit();
    else {
      if (event.key === 'Backspace' && text === '') onChange(addresses.slice(0, -1));
      return;
    }
    event.preventDefault();
  }
  return (
    <div className={classes.field}>
      <span aria-hidden="true">{label}</span>
      {addresses.map((address) => (
        <AddressChip
          key={address}
          address={address}
          conversation={conversation}
          onRemove={() => onChange(addresses.filter((each) => each !== address))}
        />
      ))}
      <input
        ref={input}
        className={classes.input}
        type="text"
        inputMode="email"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: shown because its button was just pressed
        autoFocus={autoFocus}
        aria-label={t('composer.addTo', { field: label })}
        aria-expanded={list.dropdownOpened}
        aria-controls={list.listId ?? undefined}
        aria-activedescendant={optionId ?? undefined}
        aria-autocomplete="list"
        aria-invalid={isWrong}
        onChange={(event) => write(event.currentTarget.value)}
        onKeyDown={handleKeyDown}
        onBlur={commit}
      />
      {list.dropdownOpened && (
        <AddressSuggestions
          list={list}
          input={input}
          text={text.trim()}
          taken={addresses}
          onPick={add}
        />
      )}
    </div>
  );
}

type ChipProps = { address: string; conversation: Conversation; onRemove: () => void };

function AddressChip({ address, conversation, onRemove }: ChipProps) {
  const t = useT();
  const person = conversation.users.find((user) => user.email === address);
  const name = person?.name ?? address;
  return (
    <span className={classes.chip} data-known={person ? true : undefined} title={address}>
      {person && <Avatar person={person} size={18} />}
      <span className={classes.name}>{name}</span>
      <button
        type="button"
        className={classes.remove}
        aria-label={t('common.remove', { name })}
        onClick={onRemove}
      >
        <IconX size={12} stroke={2} />
      </button>
    </span>
  );
}
