import type { RouteObject } from 'react-router';

const settings = () => import('@/features/settings/settings-layout');

/** The pages below `/settings`. */
export const settingsRoutes: RouteObject[] = [
  {
    path: 'settings',
    lazy: async () => ({ Component: (await settings()).SettingsLayout }),
    children: [
      { index: true, lazy: async () => ({ Component: (await settings()).SettingsIndex }) },
      {
        path: 'profile',
        lazy: async () => ({
          Component: (await import('@/features/settings/profile-page')).ProfilePage,
        }),
      },
      {
        path: 'notifications',
        lazy: async () => ({
          Component: (await import('@/features/settings/notifications/preferences-page'))
            .PreferencesPage,
        }),
      },
      {
        path: 'brands',
        lazy: async () => ({
          Component: (await import('@/features/settings/brands/brands-page')).BrandsPage,
        }),
      },
      {
        path: 'senders',
        lazy: async () => ({
          Component: (await import('@/features/senders/senders-page')).SendersPage,
        }),
      },
      {
        path: 'tokens',
        lazy: async () => ({
          Component: (await import('@/features/settings/tokens/tokens-page')).TokensPage,
        }),
      },
      {
        path: 'macros',
        lazy: async () => ({
          Component: (await import('@/features/settings/macros/macros-page')).MacrosPage,
        }),
      },
      {
        path: 'macros/:macroId',
        lazy: async () => ({
          Component: (await import('@/features/settings/macros/macro-page')).MacroPage,
        }),
      },
      {
        path: 'desk',
        lazy: async () => ({ Component: (await import('@/features/settings/desk-page')).DeskPage }),
      },
      {
        path: 'mailboxes',
        lazy: async () => ({
          Component: (await import('@/features/settings/mailboxes/mailboxes-page')).MailboxesPage,
        }),
      },
      {
        path: 'people',
        lazy: async () => ({
          Component: (await import('@/features/settings/people/team-page')).TeamPage,
        }),
      },
      {
        path: 'groups',
        lazy: async () => ({
          Component: (await import('@/features/settings/groups/groups-page')).GroupsPage,
        }),
      },
      {
        path: 'views',
        lazy: async () => ({
          Component: (await import('@/features/settings/views/views-page')).ViewsPage,
        }),
      },
      {
        path: 'views/:viewId',
        lazy: async () => ({
          Component: (await import('@/features/settings/views/view-page')).ViewPage,
        }),
      },
      {
        path: 'fields',
        lazy: async () => ({
          Component: (await import('@/features/settings/fields/fields-page')).TicketFieldsPage,
        }),
      },
      {
        path: 'user-fields',
        lazy: async () => ({
          Component: (await import('@/features/settings/fields/fields-page')).UserFieldsPage,
        }),
      },
      {
        path: 'organization-fields',
        lazy: async () => ({
          Component: (await import('@/features/settings/fields/fields-page'))
            .OrganizationFieldsPage,
        }),
      },
      {
        path: 'forms',
        lazy: async () => ({
          Component: (await import('@/features/settings/forms/forms-page')).FormsPage,
        }),
      },
      {
        path: 'forms/:formId',
        lazy: async () => ({
          Component: (await import('@/features/settings/forms/form-page')).FormPage,
        }),
      },
      {
        path: 'statuses',
        lazy: async () => ({
          Component: (await import('@/features/settings/statuses/statuses-page')).StatusesPage,
        }),
      },
      {
        path: 'audit',
        lazy: async () => ({
          Component: (await import('@/features/settings/audit/audit-page')).AuditPage,
        }),
      },
      {
        path: 'recurring',
        lazy: async () => ({
          Component: (await import('@/features/settings/recurring/recurring-page')).RecurringPage,
        }),
      },
      {
        path: 'recurring/:recurringId',
        lazy: async () => ({
          Component: (await import('@/features/settings/recurring/recurring-edit-page'))
            .RecurringEditPage,
        }),
      },
      {
        path: 'tasks',
        lazy: async () => ({
          Component: (await import('@/features/settings/task-templates/templates-page'))
            .TemplatesPage,
        }),
      },
    ],
  },
];
