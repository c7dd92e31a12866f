import { VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { Link } from 'react-router';
import { useT } from '@/i18n/provider';
import classes from './setup-steps.module.css';
import { isBehind, pathOf, STEPS, type Step } from './steps';
import { useSkippedSteps } from './use-skipped-steps';

/** The four steps: those behind ticked, or with the way back to what was skipped. */
export function SetupSteps({ current }: { current: Step }) {
  const t = useT();
  const skipped = useSkippedSteps(current);
  return (
    <ol className={classes.steps} aria-label={t('setup.steps')}>
      {STEPS.map((step, index) => {
        const isSkipped = skipped.includes(step);
        const isDone = isBehind(step, current) && !isSkipped;
        return (
          <li
            key={step}
            className={classes.step}
            data-done={isDone || undefined}
            data-skipped={isSkipped || undefined}
            aria-current={step === current ? 'step' : undefined}
          >
            <span className={classes.number} aria-hidden="true">
              {isDone ? <IconCheck size={14} stroke={2} /> : index + 1}
            </span>
            <b>{t(`setup.step.${step}`)}</b>
            {isDone && <VisuallyHidden>{t('setup.done')}</VisuallyHidden>}
            <span className={classes.about}>
              {isSkipped ? (
                <>
                  {t('setup.skipped')} <Link to={pathOf(step)}>{t('setup.doNow')}</Link>
                </>
              ) : (
                t(`setup.about.${step}`)
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
