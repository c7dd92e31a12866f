import { Button } from '@mantine/core';
import { isRouteErrorResponse, Link, useRouteError } from 'react-router';
import { useT } from '@/i18n/provider';
import { ErrorState } from '@/shared/ui';

/** Stands in for a page that broke or does not exist; the rest of the shell keeps working. */
export function PageCrash() {
  const t = useT();
  const error = useRouteError();
  const isMissing = isRouteErrorResponse(error) && error.status === 404;
  return (
    <ErrorState
      isPage
      title={isMissing ? t('page.missing') : t('page.broken')}
      error={error}
      text={isMissing ? t('page.missingText') : undefined}
      onRetry={isMissing ? undefined : () => window.location.reload()}
      action={
        isMissing && (
          <Button component={Link} to="/">
            {t('page.toInbox')}
          </Button>
        )
      }
    />
  );
}
