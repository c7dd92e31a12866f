import { ApiError, OfflineError } from '@guichet/api';
import { Button } from '@mantine/core';
import { IconAlertCircle, IconRefresh } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '@/i18n/provider';
import type { Translate } from '@/i18n/texts';
import { fieldProblems } from './field-problems';
import classes from './message-state.module.css';

type EmptyProps = { title: string; children?: ReactNode; action?: ReactNode };

/** Nothing to show: the counter's window, one sentence, one action. */
export function EmptyState({ title, children, action }: EmptyProps) {
  return (
    <div className={classes.state} data-state>
      <svg width="72" height="64" viewBox="0 0 72 64" fill="none" aria-hidden="true">
        <g stroke="var(--g-accent)" strokeWidth="2.5" strokeLinecap="round">
          <path d="M18 44V28a18 18 0 0 1 36 0v16" />
          <path d="M6 52h60" />
        </g>
        <path
          d="M29 30.5l5 5 9-10"
          stroke="var(--g-icon-3)"
          strokeWidth="2.5"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <h2 className={classes.title}>{title}</h2>
      {children && <p className={classes.text}>{children}</p>}
      {action && <div className={classes.action}>{action}</div>}
    </div>
  );
}

/** What an error means to the person who sees it, in one or two sentences. */
export function describeError(error: unknown, t: Translate): string {
  if (error instanceof OfflineError) return t('error.offline');
  if (!(error instanceof ApiError)) return t('error.server');
  if (error.status === 403) return t('error.forbidden');
  if (isMissing(error)) return t('error.notFound');
  if (error.status === 429) return t('error.tooMany');
  if (error.status === 422) return fieldProblems(error, t) || error.description;
  return t('error.server');
}

/** Whether what was asked for is not there, which no second try changes. */
export function isMissing(error: unknown): boolean {
  return error instanceof ApiError && error.status === 404;
}

type ErrorProps = {
  title: string;
  error?: unknown;
  /** What happened, where the page knows better than the error. */
  text?: string;
  onRetry?: () => void;
  /** What else there is to do, where trying again would not help. */
  action?: ReactNode;
  /** Whether it stands in for a whole page, whose heading is its own. */
  isPage?: boolean;
};

/** Something did not load: what happened, what is safe, and the way to try again. */
export function ErrorState({ title, error, text, onRetry, action, isPage = false }: ErrorProps) {
  const t = useT();
  const Heading = isPage ? 'h1' : 'h2';
  const isGone = isMissing(error);
  const reference = error instanceof ApiError && !isGone ? error.requestId : null;
  return (
    <div className={classes.state} role="alert" data-state>
      <IconAlertCircle size={24} stroke={1.75} className={classes.danger} aria-hidden="true" />
      <Heading className={classes.title}>{title}</Heading>
      <p className={classes.text}>{text ?? describeError(error, t)}</p>
      {onRetry && !isGone && (
        <div className={classes.action}>
          <Button leftSection={<IconRefresh size={14} stroke={1.75} />} onClick={onRetry}>
            {t('common.retry')}
          </Button>
        </div>
      )}
      {action && <div className={classes.action}>{action}</div>}
      {reference && <p className={classes.reference}>{t('common.reference', { id: reference })}</p>}
    </div>
  );
}
