import type { Identity, User } from '@guichet/api';
import { Menu } from '@mantine/core';
import { IconDots, IconMail, IconPhone, IconPlus, IconStar, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { looksLikeAddress } from '@/features/composer/addresses';
import { identitiesQuery, personQuery } from '@/features/requester/api';
import { useT } from '@/i18n/provider';
import { toasts } from '@/shared/toast/toast-store';
import { describeError, IconButton } from '@/shared/ui';
import { InlineText } from '@/shared/ui/inline-text';
import { addIdentity, makePrimary, removeIdentity } from './api';
import classes from './profile-page.module.css';

type Props = { person: User; isReadOnly: boolean };

/** The addresses and numbers by which someone is known: added, taken away, made the main one. */
export function Identities({ person, isReadOnly }: Props) {
  const t = useT();
  const { data: identities = [] } = useQuery(identitiesQuery(person.id));
  const [count, setCount] = useState(0);
  const { add, remove, prefer } = useIdentityChanges(person);
  return (
    <ul className={classes.identities}>
      {identities.map((identity) => (
        <li key={identity.id} className={classes.identity}>
          <IdentityIcon type={identity.type} />
          {identity.type === 'email' ? (
            <a href={`mailto:${identity.value}`}>{identity.value}</a>
          ) : (
            <span className={classes.identityValue}>{identity.value}</span>
          )}
          {identity.primary && <span className={classes.badge}>{t('people.primary')}</span>}
          {!isReadOnly && !identity.primary && (
            <IdentityMenu
              identity={identity}
              onPrefer={identity.type === 'email' ? () => prefer(identity) : undefined}
              onRemove={() => remove(identity)}
            />
          )}
        </li>
      ))}
      {!isReadOnly && (
        <li className={classes.identity}>
          <IconPlus size={14} stroke={1.75} aria-hidden="true" />
          <InlineText
            // Begins anew after each one that was added.
            key={count}
            label={t('people.addAddress')}
            text=""
            onSave={(typed, onRefused) =>
              add(typed.trim(), { onError: onRefused, onSuccess: () => setCount(count + 1) })
            }
          />
        </li>
      )}
    </ul>
  );
}

function IdentityIcon({ type }: Pick<Identity, 'type'>) {
  const Icon = type === 'phone_number' ? IconPhone : IconMail;
  return <Icon size={14} stroke={1.75} aria-hidden="true" />;
}

type MenuProps = {
  identity: Identity;
  onPrefer: (() => void) | undefined;
  onRemove: () => void;
};

function IdentityMenu({ identity, onPrefer, onRemove }: MenuProps) {
  const t = useT();
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <IconButton size={24} label={t('people.moreAbout', { name: identity.value })}>
          <IconDots size={14} stroke={1.75} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        {onPrefer && (
          <Menu.Item leftSection={<IconStar size={16} stroke={1.75} />} onClick={onPrefer}>
            {t('people.makePrimary')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconTrash size={16} stroke={1.75} />} onClick={onRemove}>
          {t('common.remove', { name: identity.value })}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** Changes of identities: shown when the server has made them, and taken back with one key. */
function useIdentityChanges({ id }: User) {
  const t = useT();
  const client = useQueryClient();
  const options = {
    onSettled: () =>
      // The person's own key begins that of their identities.
      client.invalidateQueries({ queryKey: personQuery(id).queryKey }),
    onError: (error: Error) =>
      toasts.show({
        textKey: 'tickets.notChanged',
        values: { reason: describeError(error, t) },
        tone: 'failed',
      }),
  };
  const adding = useMutation({
    ...options,
    mutationFn: (value: string) =>
      addIdentity(id, { type: looksLikeAddress(value) ? 'email' : 'phone_number', value }),
    onSuccess: (added) =>
      toasts.show({ textKey: 'people.saved', undo: () => removing.mutate(added) }),
  });
  const removing = useMutation({
    ...options,
    mutationFn: (identity: Identity) => removeIdentity(id, identity.id),
    onSuccess: (_nothing, identity) =>
      toasts.show({ textKey: 'people.saved', undo: () => adding.mutate(identity.value) }),
  });
  const preferring = useMutation({
    ...options,
    mutationFn: (identity: Identity) => makePrimary(id, identity.id),
  });
  return { add: adding.mutate, remove: removing.mutate, prefer: preferring.mutate };
}
