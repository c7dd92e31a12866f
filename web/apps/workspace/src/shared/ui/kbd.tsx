import { keyLabels } from '@/shared/keys';
import classes from './kbd.module.css';

/** The keys of a command, as printed on the keyboard; one cap for each press: `g u`, `Mod+Enter`. */
export function Keys({ keys }: { keys: string }) {
  return keys.split(' ').map((press) => (
    <kbd key={press} className={classes.kbd}>
      {keyLabels(press).join(' ')}
    </kbd>
  ));
}
