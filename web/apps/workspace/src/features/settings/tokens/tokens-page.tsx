import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useClock, useMe } from '@/features/session/use-session';
import { agentsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { shortTime } from '@/shared/time/format';
import { EmptyState, ErrorState } from '@/shared/ui';
import { ConfirmDialog } from '../confirm-dialog';
import { SettingsPage } from '../settings-page';
import classes from '../settings-page.module.css';
import { type ApiToken, revokeToken, tokensQuery } from './api';
import { TokenDialog } from './token-dialog';

/** The tokens with which programs act for the signed-in person. */
export function TokensPage() {
  const t = useT();
  const client = useQueryClient();
  const { data: tokens, error, refetch } = useQuery(tokensQuery);
  const [isCreating, setCreating] = useState(false);
  const [revoked, setRevoked] = useState<ApiToken | null>(null);
  const add = (
    <Button
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
      onClick={() => setCreating(true)}
    >
      {t('tokens.add')}
    </Button>
  );
  return (
    <SettingsPage
      title={t('settings.tokens')}
      lead={t('tokens.lead')}
      action={tokens && tokens.length > 0 && add}
    >
      {error && (
        <ErrorState title={t('settings.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {tokens?.length === 0 && (
        <EmptyState title={t('tokens.none')} action={add}>
          {t('tokens.noneText')}
        </EmptyState>
      )}
      {tokens && tokens.length > 0 && (
        <ul className={classes.list}>
          {tokens.map((token) => (
            <TokenLine key={token.id} token={token} onRevoke={() => setRevoked(token)} />
          ))}
        </ul>
      )}
      {isCreating && <TokenDialog onClose={() => setCreating(false)} />}
      {revoked && (
        <ConfirmDialog
          title={t('tokens.revokeTitle', { name: revoked.description })}
          text={t('tokens.revokeText')}
          action={t('tokens.revoke')}
          onClose={() => setRevoked(null)}
          onConfirm={async () => {
            await revokeToken(revoked.id);
            await client.invalidateQueries({ queryKey: tokensQuery.queryKey });
          }}
        />
      )}
    </SettingsPage>
  );
}

function TokenLine({ token, onRevoke }: { token: ApiToken; onRevoke: () => void }) {
  const t = useT();
  const clock = useClock();
  const me = useMe();
  const { data: agents = [] } = useQuery(agentsQuery);
  const owner = agents.find((agent) => agent.id === token.user_id);
  const time = (instant: string) => shortTime(instant, clock, t('time.yesterday'));
  return (
    <li className={classes.item}>
      <span className={classes.itemText}>
        <b>{token.description}</b>
        <span className={classes.faint}>
          {owner && owner.id !== me.id && `${owner.name} · `}
          {t('tokens.created', { time: time(token.created_at) })}
          {' · '}
          {token.used_at ? t('tokens.used', { time: time(token.used_at) }) : t('tokens.neverUsed')}
        </span>
      </span>
      <Button
        variant="danger"
        aria-label={t('tokens.revokeOne', { name: token.description })}
        onClick={onRevoke}
      >
        {t('tokens.revoke')}
      </Button>
    </li>
  );
}
