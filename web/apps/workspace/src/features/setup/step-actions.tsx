import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router';
import { useT } from '@/i18n/provider';
import classes from './setup.module.css';
import { pathOf, type Step } from './steps';

/** The foot of a step: back on the left, on with it on the right. */
export function StepActions({ back, children }: { back?: Step; children: ReactNode }) {
  const t = useT();
  const navigate = useNavigate();
  return (
    <div className={classes.actions}>
      {back && (
        <Button
          size="lg"
          variant="subtle"
          className={classes.back}
          onClick={() => void navigate(pathOf(back))}
        >
          {t('setup.back')}
        </Button>
      )}
      <span className={classes.space} />
      {children}
    </div>
  );
}
