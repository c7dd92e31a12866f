/** What any page inside the shell can open over itself: the command palette, the sheet of keys. */
export function Overlays() {
  return null;
}
