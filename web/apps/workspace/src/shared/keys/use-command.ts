import { useEffect, useRef, useSyncExternalStore } from 'react';
import { type Command, commands } from './registry';

/** Offers a command as long as the component is shown. `run` and `when` may change freely. */
export function useCommand(command: Command) {
  const latest = useRef(command);
  useEffect(() => {
    latest.current = command;
  });
  const { id, labelKey, group, whileTyping, isForSelection } = command;
  const keys = command.keys.join('|');
  useEffect(
    () =>
      commands.register({
        id,
        labelKey,
        group,
        whileTyping,
        isForSelection,
        keys: keys ? keys.split('|') : [],
        when: () => latest.current.when?.() ?? true,
        run: () => latest.current.run(),
      }),
    [id, labelKey, group, whileTyping, isForSelection, keys],
  );
}

/** The commands offered now, for the palette and the sheet of keys. */
export function useCommands(): readonly Command[] {
  return useSyncExternalStore(commands.subscribe, commands.list);
}
