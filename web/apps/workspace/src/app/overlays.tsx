import { NotificationsPanel } from '@/features/notifications/notifications-panel';
import { Palette } from '@/features/palette/palette';
import { ShortcutsSheet } from '@/features/shortcuts/shortcuts-sheet';

/** What any page inside the shell can open over itself: the command palette, the sheet of keys. */
export function Overlays() {
  return (
    <>
      <Palette />
      <ShortcutsSheet />
      <NotificationsPanel />
    </>
  );
}
