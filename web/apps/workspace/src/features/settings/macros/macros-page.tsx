import { Button, SegmentedControl, TextInput } from '@mantine/core';
import { IconPlus, IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Macro } from '@/features/macros/api';
import { fittingMacros } from '@/features/macros/fitting';
import { useMe } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { EmptyState, ErrorState } from '@/shared/ui';
import { isOnlyFor } from '../audience/audience';
import { SettingsPage } from '../settings-page';
import settings from '../settings-page.module.css';
import { allMacrosQuery, placeMacros, useMacroChange } from './api';
import { MacroLine } from './macro-line';
import classes from './macros.module.css';
import { movedBy } from './order';

const WHOSE = ['all', 'shared', 'mine'] as const;
type Whose = (typeof WHOSE)[number];

/** All macros: found, put in order, turned on and off. */
export function MacrosPage() {
  const t = useT();
  const { data: macros, error, refetch } = useQuery(allMacrosQuery);
  const add = (
    <Button
      component={Link}
      to="/settings/macros/new"
      variant="filled"
      leftSection={<IconPlus size={14} stroke={1.75} aria-hidden="true" />}
    >
      {t('macroList.add')}
    </Button>
  );
  return (
    <SettingsPage
      title={t('settings.macros')}
      lead={t('macroList.lead')}
      action={macros && macros.length > 0 && add}
    >
      {error && (
        <ErrorState title={t('settings.failed')} error={error} onRetry={() => void refetch()} />
      )}
      {macros?.length === 0 && (
        <EmptyState title={t('macroList.none')} action={add}>
          {t('macroList.noneText')}
        </EmptyState>
      )}
      {macros && macros.length > 0 && <MacroList macros={macros} />}
    </SettingsPage>
  );
}

function MacroList({ macros }: { macros: Macro[] }) {
  const t = useT();
  const me = useMe();
  const [text, setText] = useState('');
  const [whose, setWhose] = useState<Whose>('all');
  const placing = useMacroChange(placeMacros);
  const shown = fittingMacros(macros, text).filter(
    ({ restriction }) => whose === 'all' || isOnlyFor(restriction, me) === (whose === 'mine'),
  );
  // Places are seen only where all stand one below the other.
  const canMove = me.role === 'admin' && text === '' && whose === 'all' && macros.length > 1;
  const move = (id: number, step: 1 | -1) => placing.mutate(movedBy(macros, id, step));
  return (
    <>
      <div className={classes.tools}>
        <TextInput
          className={classes.find}
          aria-label={t('macros.find')}
          placeholder={t('macros.find')}
          leftSection={<IconSearch size={14} stroke={1.75} aria-hidden="true" />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <SegmentedControl
          aria-label={t('macroList.whose')}
          value={whose}
          onChange={(value) => setWhose(value as Whose)}
          data={WHOSE.map((value) => ({ value, label: t(`macroList.whose.${value}`) }))}
        />
      </div>
      <FormProblem error={placing.error} />
      {shown.length > 0 ? (
        <ul className={settings.list}>
          {shown.map((macro, index) => (
            <MacroLine
              key={macro.id}
              macro={macro}
              onUp={canMove && index > 0 ? () => move(macro.id, -1) : undefined}
              onDown={canMove && index < shown.length - 1 ? () => move(macro.id, 1) : undefined}
            />
          ))}
        </ul>
      ) : (
        <p className={settings.lead}>{t('common.nothingFound')}</p>
      )}
    </>
  );
}
