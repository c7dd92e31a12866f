import type { Conversation } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconAlertTriangle, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { useT } from '@/i18n/provider';
import { Avatar } from '@/shared/ui';
import { looksLikeAddress, newAddresses } from './addresses';
import classes from './recipients.module.css';

type Addresses = { to: string[]; cc: string[] };
type Props = {
  conversation: Conversation;
  addresses: Addresses;
  onChange: (addresses: Partial<Addresses>) => void;
};

/** Who a reply goes to. Cc shows once it is asked for or used. */
export function Recipients({ conversation, addresses, onChange }: Props) {
  const t = useT();
  const [wantsCc, setWantsCc] = useState(false);
  const showsCc = wantsCc || addresses.cc.length > 0;
  const unknown = newAddresses([...addresses.to, ...addresses.cc], conversation);
  return (
    <>
      <div className={classes.row}>
        <AddressField
          label={t('composer.to')}
          addresses={addresses.to}
          conversation={conversation}
          onChange={(to) => onChange({ to })}
        />
        {!showsCc && (
          <Button size="xs" variant="subtle" px={6} onClick={() => setWantsCc(true)}>
            {t('composer.cc')}
          </Button>
        )}
      </div>
      {showsCc && (
        <div className={classes.row}>
          <AddressField
            label={t('composer.cc')}
            addresses={addresses.cc}
            conversation={conversation}
            onChange={(cc) => onChange({ cc })}
            autoFocus={wantsCc}
          />
        </div>
      )}
      {unknown.length > 0 && (
        <p className={classes.warning}>
          <IconAlertTriangle size={14} stroke={1.75} aria-hidden="true" />
          {t('composer.newAddress', { address: unknown.join(', ') })}
        </p>
      )}
    </>
  );
}

type FieldProps = {
  label: string;
  addresses: string[];
  conversation: Conversation;
  onChange: (addresses: string[]) => void;
  autoFocus?: boolean;
};

function AddressField({ label, addresses, conversation, onChange, autoFocus }: FieldProps) {
  const t = useT();
  const [text, setText] = useState('');
  const [isWrong, setWrong] = useState(false);

  function commit() {
    const typed = text.trim().replace(/[,;]$/, '');
    if (typed === '') return;
    const isUsable = looksLikeAddress(typed);
    setWrong(!isUsable);
    if (!isUsable) return;
    if (!addresses.includes(typed)) onChange([...addresses, typed]);
    setText('');
  }
  function handleKeyDown(event: KeyboardEvent) {
    if (['Enter', ',', ';'].includes(event.key) && text.trim() !== '') {
      event.preventDefault();
      commit();
    } else if (event.key === 'Backspace' && text === '') {
      onChange(addresses.slice(0, -1));
    }
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
        className={classes.input}
        type="email"
        value={text}
        // biome-ignore lint/a11y/noAutofocus: shown because its button was just pressed
        autoFocus={autoFocus}
        aria-label={t('composer.addTo', { field: label })}
        aria-invalid={isWrong}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setWrong(false);
        }}
        onKeyDown={handleKeyDown}
        onBlur={commit}
      />
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
