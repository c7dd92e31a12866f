import { Outlet } from 'react-router';
import { WorkTabs } from '@/features/habits/work-tabs';
import { ViewsPane } from '@/features/views/views-pane';
import { useScreen } from '@/shared/ui/use-screen';
import classes from './work-layout.module.css';

/** Views on the counter, the page on the lit sheet. */
export function WorkLayout() {
  const { hasViews, isSplit } = useScreen();
  return (
    <div className={classes.layout} data-views={hasViews || undefined}>
      {hasViews && <ViewsPane />}
      <main className={classes.sheet}>
        {isSplit && <WorkTabs />}
        <Outlet />
      </main>
    </div>
  );
}

/** The sheet alone, for pages without views. */
export function SheetLayout() {
  return (
    <div className={classes.layout}>
      <main className={classes.sheet}>
        <Outlet />
      </main>
    </div>
  );
}
