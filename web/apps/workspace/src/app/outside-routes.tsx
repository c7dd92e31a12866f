import type { RouteObject } from 'react-router';
import { laterPages } from './later-pages';

const setup: RouteObject = {
  path: 'setup',
  // The steps below depend on where the set-up stands, so it is looked at before each.
  shouldRevalidate: () => true,
  lazy: async () => ({
    Component: (await import('@/features/setup/setup-layout')).SetupLayout,
    loader: (await import('@/features/setup/setup-loader')).setupLoader,
  }),
  children: [
    {
      index: true,
      lazy: async () => ({
        Component: (await import('@/features/setup/account-step')).AccountStep,
      }),
    },
    {
      path: 'mailbox',
      lazy: async () => ({
        Component: (await import('@/features/setup/mailbox-step')).MailboxStep,
      }),
    },
    {
      path: 'team',
      lazy: async () => ({ Component: (await import('@/features/setup/team-step')).TeamStep }),
    },
    {
      path: 'ready',
      lazy: async () => ({ Component: (await import('@/features/setup/ready-step')).ReadyStep }),
    },
  ],
};

const signIn: RouteObject[] = [
  {
    path: 'sign-in',
    lazy: async () => ({
      Component: (await import('@/features/sign-in/sign-in-page')).SignInPage,
      loader: (await import('@/features/sign-in/sign-in-loader')).signInLoader,
    }),
  },
  {
    path: 'password',
    lazy: async () => ({
      Component: (await import('@/features/sign-in/forgot-password-page')).ForgotPasswordPage,
    }),
  },
  {
    path: 'password/:token',
    lazy: async () => ({
      Component: (await import('@/features/sign-in/new-password-page')).NewPasswordPage,
    }),
  },
  {
    path: 'invitation/:token',
    lazy: async () => ({
      Component: (await import('@/features/sign-in/invitation-page')).InvitationPage,
    }),
  },
];

/** Pages shown without a session: set-up, sign-in, invitations, forgotten passwords. */
export const outsideRoutes: RouteObject[] = [
  { HydrateFallback: () => null, children: [laterPages([setup, ...signIn])] },
];
