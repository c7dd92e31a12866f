import { VisuallyHidden } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import classes from './setup-steps.module.css';
import { STEPS, type Step } from './steps';

/** The four steps, those behind ticked. */
export function SetupSteps({ current }: { current: Step }) {
  const t = useT();
  const at = STEPS.indexOf(current);
  return (
    <ol className={classes.steps} aria-label={t('setup.steps')}>
      {STEPS.map((step, index) => {
        const isDone = index < at;
        return (
          <li
            key={step}
            className={classes.step}
            data-done={isDone || undefined}
            aria-current={index === at ? 'step' : undefined}
          >
            <span className={classes.number} aria-hidden="true">
              {isDone ? <IconCheck size={14} stroke={2} /> : index + 1}
            </span>
            <b>{t(`setup.step.${step}`)}</b>
            {isDone && <VisuallyHidden>{t('setup.done')}</VisuallyHidden>}
            <span className={classes.about}>{t(`setup.about.${step}`)}</span>
          </li>
        );
      })}
    </ol>
  );
}
