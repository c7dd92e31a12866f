import { Outlet } from 'react-router';
import { Overlays } from '@/app/overlays';

/** The counter around every page for agents. */
export function Shell() {
  return (
    <>
      <Outlet />
      <Overlays />
    </>
  );
}
