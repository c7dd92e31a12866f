import { keyLabels } from '@/shared/keys';
import classes from './kbd.module.css';

/** The keys of a command, as printed on the keyboard: `g u`, `Mod+Enter`. */
export function Keys({ keys }: { keys: string }) {
  return keys.split(' ').flatMap((press) =>
    keyLabels(press).map((label) => (
      <kbd key={`${press}${label}`} className={classes.kbd}>
        {label}
      </kbd>
    )),
  );
}
