import type { Conversation } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useT } from '@/i18n/provider';
import { AddressField } from './address-field';
import { newAddresses } from './addresses';
import classes from './recipients.module.css';

type Addresses = { to: string[]; cc: string[] };
type Props = {
  conversation: Conversation;
  addresses: Addresses;
  onChange: (addresses: Partial<Addresses>) => void;
  /** From which address it leaves. */
  from: ReactNode;
};

/** Who a reply goes to. Cc shows once it is asked for or used. */
export function Recipients({ conversation, addresses, onChange, from }: Props) {
  const t = useT();
  const [wantsCc, setWantsCc] = useState(false);
  const showsCc = wantsCc || addresses.cc.length > 0;
  const unknown = newAddresses([...addresses.to, ...addresses.cc], conversation);
  return (
    <>
      <div className={classes.row}>
        {from}
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
