export { isSingleKey, keyLabels, type Press, pressOf } from './chord';
export { type Command, type CommandGroup, commands } from './registry';
export { useCommand, useCommands } from './use-command';
