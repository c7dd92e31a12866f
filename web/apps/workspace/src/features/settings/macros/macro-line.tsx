import { Switch } from '@mantine/core';
import { IconArrowDown, IconArrowUp } from '@tabler/icons-react';
import { Link } from 'react-router';
import type { Macro } from '@/features/macros/api';
import { titleParts } from '@/features/macros/fitting';
import { useMacroSummary } from '@/features/macros/words';
import { useMe } from '@/features/session/use-session';
import { useT } from '@/i18n/provider';
import { FormProblem } from '@/shared/form/form-problem';
import { IconButton } from '@/shared/ui';
import { mayChange } from '../audience/audience';
import { useAudienceName } from '../audience/audience-name';
import settings from '../settings-page.module.css';
import { saveMacro, useMacroChange } from './api';
import classes from './macros.module.css';

type Props = {
  macro: Macro;
  /** Moves it a step, where it can. */
  onUp?: () => void;
  onDown?: () => void;
};

/** One macro: what it is called and does, who it is for, how often it is used, whether it is on. */
export function MacroLine({ macro, onUp, onDown }: Props) {
  const t = useT();
  const me = useMe();
  const audience = useAudienceName(macro.restriction);
  const switching = useMacroChange((active: boolean) => saveMacro(macro.id, { active }));
  const summaryOf = useMacroSummary();
  const { category, name } = titleParts(macro.title);
  const active =
    switching.variables !== undefined && switching.isPending ? switching.variables : macro.active;
  return (
    <li className={settings.item} data-off={!active || undefined}>
      <span className={`${settings.itemText} ${classes.line}`}>
        <Link to={`/settings/macros/${macro.id}`} className={classes.name}>
          {category && <span className={classes.category}>{category} › </span>}
          {name}
        </Link>
        <span className={settings.faint}>{macro.description || summaryOf(macro)}</span>
        <FormProblem error={switching.error} />
      </span>
      <span className={classes.uses}>
        {macro.usage_7d ? t('macroList.uses', { count: macro.usage_7d }) : t('macroList.unused')}
      </span>
      {audience && <span className={settings.badge}>{audience}</span>}
      {onUp && (
        <IconButton label={t('macroList.up', { name: macro.title })} onClick={onUp}>
          <IconArrowUp size={16} stroke={1.75} />
        </IconButton>
      )}
      {onDown && (
        <IconButton label={t('macroList.down', { name: macro.title })} onClick={onDown}>
          <IconArrowDown size={16} stroke={1.75} />
        </IconButton>
      )}
      <Switch
        aria-label={t('macroList.on', { name: macro.title })}
        checked={active}
        disabled={!mayChange(macro, me)}
        onChange={(event) => switching.mutate(event.currentTarget.checked)}
      />
    </li>
  );
}
