import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { groupsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { GroupDot } from '@/shared/ui';
import { createGroup } from './api';
import classes from './group-chips.module.css';
import { useGroupChange } from './use-groups';

/** The desk's teams, and a way to add one. */
export function GroupChips() {
  const t = useT();
  const { data: groups = [] } = useQuery(groupsQuery);
  const [name, setName] = useState<string | null>(null);
  const creating = useGroupChange(createGroup);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (creating.isPending) return;
    const trimmed = name?.trim();
    if (!trimmed) return setName(null);
    creating.mutate(trimmed, { onSuccess: () => setName(null) });
  }
  return (
    <section>
      <h2 className={classes.label}>{t('groups.title')}</h2>
      <div className={classes.chips}>
        {groups.length > 0 && (
          <ul className={classes.chips}>
            {groups.map((group) => (
              <li key={group.id} className={classes.chip}>
                <GroupDot id={group.id} />
                {group.name}
              </li>
            ))}
          </ul>
        )}
        {name === null ? (
          <Button
            className={classes.add}
            size="md"
            variant="subtle"
            leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
            onClick={() => setName('')}
          >
            {t('groups.team')}
          </Button>
        ) : (
          <form onSubmit={submit}>
            <input
              className={classes.input}
              aria-label={t('groups.name')}
              placeholder={t('groups.name')}
              value={name}
              // biome-ignore lint/a11y/noAutofocus: opened by a button that it takes the place of
              autoFocus
              maxLength={255}
              onChange={(event) => setName(event.currentTarget.value)}
              onKeyDown={(event) => event.key === 'Escape' && setName(null)}
              onBlur={submit}
            />
          </form>
        )}
      </div>
      <FormProblem error={creating.error} />
    </section>
  );
}
