import { Popover, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useState } from 'react';
import classes from '@/features/macros/macro-panel.module.css';
import type { TakeKey } from '@/features/macros/slash-macros';
import { useMe } from '@/features/session/use-session';
import { agentsQuery, groupsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { Avatar, GroupDot, useScreen } from '@/shared/ui';
import type { Mentioned } from './mention';
import ownClasses from './mention-list.module.css';
import { type Mentionable, mentionable } from './mentionable';
import type { Typed } from './typed-mark';

type Props = {
  typed: Typed;
  onChoose: (who: Mentioned) => void;
  /** Filled with what takes the keys typed in the editor. */
  keys: RefObject<TakeKey | null>;
};

/** The people and teams that an `@` offers at the caret; the focus stays in the text. */
export function MentionList({ typed, onChoose, keys }: Props) {
  const t = useT();
  const { isPhone } = useScreen();
  const { shown, at, point, takeKey } = useMentionChoice(typed.query, onChoose);
  const { left, top, bottom } = typed.caret;
  useEffect(() => {
    keys.current = takeKey;
    return () => {
      keys.current = null;
    };
  });
  return (
    <Popover
      opened={shown.length > 0}
      position={isPhone ? 'bottom-start' : 'top-start'}
      offset={6}
      withRoles={false}
      transitionProps={{ duration: 0 }}
    >
      <Popover.Target>
        <span className={classes.caret} style={{ left, top, height: bottom - top }} />
      </Popover.Target>
      <Popover.Dropdown p={4} role="region" aria-label={t('composer.mention')}>
        <div role="listbox" aria-label={t('composer.mention')} className={ownClasses.list}>
          {shown.map((each, index) => (
            <MentionOption
              key={each.who}
              each={each}
              isChosen={index === at}
              onPoint={() => point(index)}
              onChoose={() => onChoose(each)}
            />
          ))}
        </div>
        <VisuallyHidden role="status">{shown[at]?.name}</VisuallyHidden>
      </Popover.Dropdown>
    </Popover>
  );
}

/** Who fits, the one pointed at, and the keys that move and choose. */
function useMentionChoice(query: string, onChoose: (who: Mentioned) => void) {
  const me = useMe();
  const { data: agents = [] } = useQuery(agentsQuery);
  const { data: groups = [] } = useQuery(groupsQuery);
  const [pointed, setPointed] = useState({ query, at: 0 });
  const colleagues = agents.filter(({ id }) => id !== me.id);
  const shown = mentionable(colleagues, groups, query.trim());
  const at = pointed.query === query ? Math.min(pointed.at, shown.length - 1) : 0;
  const chosen = shown[at];
  const point = (next: number) => setPointed({ query, at: next });
  const takeKey: TakeKey = ({ key, ctrlKey, metaKey }) => {
    if (!chosen || ctrlKey || metaKey) return false;
    if (key === 'ArrowDown') point((at + 1) % shown.length);
    else if (key === 'ArrowUp') point((at - 1 + shown.length) % shown.length);
    else if (key === 'Enter' || key === 'Tab') onChoose(chosen);
    else return false;
    return true;
  };
  return { shown, at, point, takeKey };
}

type OptionProps = {
  each: Mentionable;
  isChosen: boolean;
  onPoint: () => void;
  onChoose: () => void;
};

function MentionOption({ each, isChosen, onPoint, onChoose }: OptionProps) {
  const t = useT();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the editor keeps the focus
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter in the editor does the same
    <div
      role="option"
      aria-selected={isChosen}
      className={ownClasses.option}
      onPointerMove={() => !isChosen && onPoint()}
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      {each.kind === 'user' ? (
        <Avatar person={each.person} size={20} />
      ) : (
        <span className={ownClasses.dot}>
          <GroupDot id={each.id} />
        </span>
      )}
      <span className={ownClasses.name}>{each.name}</span>
      {each.kind === 'group' && <span className={ownClasses.faint}>{t('composer.team')}</span>}
    </div>
  );
}
