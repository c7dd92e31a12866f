import type { View, ViewKey } from '@guichet/api';
import {
  IconCircleCheck,
  IconCircleDashed,
  IconHourglass,
  IconStack2,
  IconStar,
  IconUserCircle,
  IconZzz,
} from '@tabler/icons-react';
import { GroupDot } from '@/shared/ui/group-dot';
import classes from './views-pane.module.css';

const ICONS: Record<ViewKey, typeof IconStack2> = {
  my_open: IconUserCircle,
  unassigned: IconCircleDashed,
  all_open: IconStack2,
  pending: IconHourglass,
  snoozed: IconZzz,
  solved: IconCircleCheck,
};

/** A team's coloured square, a glyph for the desk's views, a star for the others. */
export function ViewIcon({ view }: { view: View }) {
  if (view.group_id) {
    return (
      <span className={classes.dot}>
        <GroupDot id={view.group_id} />
      </span>
    );
  }
  const Icon = view.key ? ICONS[view.key] : IconStar;
  return <Icon className={classes.icon} size={16} stroke={1.75} aria-hidden="true" />;
}
