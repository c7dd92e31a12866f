import { useMediaQuery } from '@mantine/hooks';

const now = { getInitialValueInEffect: false };

/** What fits on this screen; each answer includes the ones before it. */
export function useScreen() {
  return {
    /** List and conversation side by side, from 900 px. */
    isSplit: useMediaQuery('(min-width: 900px)', true, now),
    /** The details as a pane of their own, from 1180 px; a drawer below. */
    hasDetails: useMediaQuery('(min-width: 1180px)', true, now),
    /** The pane of views, from 1440 px; a menu of the list's title below. */
    hasViews: useMediaQuery('(min-width: 1440px)', true, now),
    /** Phone: tab bar, larger targets. */
    isPhone: useMediaQuery('(max-width: 599.9px)', false, now),
  };
}
