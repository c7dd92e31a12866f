import { onSignedOut } from '@guichet/api';
import { useMantineColorScheme, VisuallyHidden } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { Outlet, useNavigate } from 'react-router';
import { Overlays } from '@/app/overlays';
import { QueueSender } from '@/features/composer/queue-sender';
import { LiveProvider } from '@/features/live/live-provider';
import { useMe } from '@/features/session/use-session';
import { GoCommands } from '@/features/views/go-commands';
import { commands } from '@/shared/keys';
import { TooltipHost } from '@/shared/ui/tooltip-host';
import { useScreen } from '@/shared/ui/use-screen';
import { Rail } from './rail';
import classes from './shell.module.css';
import { TabBar } from './tab-bar';
import { usePaneCycle } from './use-pane-cycle';

/** The counter around every page for agents. */
export function Shell() {
  const { isPhone } = useScreen();
  usePersonalSettings();
  useSignedOut();
  usePaneCycle();
  return (
    <LiveProvider>
      <div className={classes.app}>
        {!isPhone && <Rail />}
        <Outlet />
        {isPhone && <TabBar />}
      </div>
      <GoCommands />
      <QueueSender />
      <VisuallyHidden id="announcer" aria-live="polite" />
      <Overlays />
      <TooltipHost />
    </LiveProvider>
  );
}

/** Applies what the signed-in person chose: theme and single-letter keys. */
function usePersonalSettings() {
  const { preferences } = useMe();
  const { setColorScheme } = useMantineColorScheme({ keepTransitions: true });
  // biome-ignore lint/correctness/useExhaustiveDependencies: Mantine's setter changes with every render, and setting styles the whole page again
  useEffect(() => setColorScheme(preferences.theme ?? 'auto'), [preferences.theme]);
  useEffect(
    () => commands.setSingleKeys(preferences.single_keys ?? true),
    [preferences.single_keys],
  );
}

/** When the session ends on the server, forgets what was read and asks to sign in again. */
function useSignedOut() {
  const client = useQueryClient();
  const navigate = useNavigate();
  useEffect(() => {
    const stop = onSignedOut(() => {
      const here = window.location.pathname + window.location.search;
      client.clear();
      void navigate(`/sign-in?next=${encodeURIComponent(here)}`);
    });
    return () => void stop();
  }, [client, navigate]);
}
