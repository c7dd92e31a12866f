import { ApiError } from '@guichet/api';
import { IconAlertCircle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useT } from '@/i18n/provider';
import { describeError } from '@/shared/ui';
import classes from './form-problem.module.css';

type Props = {
  error: unknown;
  /** Fields that say themselves what is wrong with them. */
  fields?: readonly string[];
  /** A better sentence for an error of this form; null for the usual one. */
  describe?: (error: unknown) => string | null;
};

/** Why a form was not taken, unless its fields say it. */
export function FormProblem({ error, fields = [], describe }: Props) {
  const t = useT();
  const seconds = useWait(error);
  const atFault = error instanceof ApiError ? Object.keys(error.details) : [];
  const isInFields = atFault.length > 0 && atFault.every((field) => fields.includes(field));
  const text =
    error && !isInFields
      ? seconds > 0
        ? t('form.wait', { seconds })
        : (describe?.(error) ?? describeError(error, t))
      : null;
  return (
    <div role="alert" className={classes.alert}>
      {text && (
        <p className={classes.problem}>
          <IconAlertCircle size={16} stroke={1.75} aria-hidden="true" />
          {text}
        </p>
      )}
    </div>
  );
}

/** Seconds left of the wait that the server asked for with its refusal; 0 when there is none. */
export function useWait(error: unknown): number {
  const asked = error instanceof ApiError ? (error.retryAfter ?? 0) : 0;
  const [wait, setWait] = useState({ error, endsAt: Date.now() + asked * 1000, now: Date.now() });
  if (wait.error !== error) {
    setWait({ error, endsAt: Date.now() + asked * 1000, now: Date.now() });
  }
  const left = Math.max(0, Math.ceil((wait.endsAt - wait.now) / 1000));
  useEffect(() => {
    if (left === 0) return;
    const tick = () => setWait((before) => ({ ...before, now: Date.now() }));
    const timer = setInterval(tick, 1000);
    return () => clearInterval(timer);
  }, [left]);
  return left;
}
