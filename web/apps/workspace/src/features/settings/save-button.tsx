import { Button } from '@mantine/core';
import { IconCheck } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';
import classes from './settings-page.module.css';

type Props = { isSaving: boolean; isSaved: boolean; label?: string };

/** Saves a form, and says when it is saved. */
export function SaveButton({ isSaving, isSaved, label }: Props) {
  const t = useT();
  return (
    <div className={classes.row}>
      <Button type="submit" size="md" variant="filled" loading={isSaving}>
        {label ?? t('form.save')}
      </Button>
      <span role="status" className={classes.row}>
        {isSaved && (
          <>
            <IconCheck size={16} stroke={1.75} color="var(--g-ok)" aria-hidden="true" />
            {t('form.saved')}
          </>
        )}
      </span>
    </div>
  );
}
