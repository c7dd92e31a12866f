import {
  IconBell,
  IconBuildingStore,
  IconForms,
  IconHistory,
  IconListDetails,
  IconListSearch,
  IconMail,
  IconPlugConnected,
  IconProgressCheck,
  IconTemplate,
  IconUserCircle,
  IconUsers,
  IconUsersGroup,
} from '@tabler/icons-react';

/** The settings pages in their order. Only administrators see those of the whole desk. */
export const SECTIONS = [
  { id: 'profile', Icon: IconUserCircle, isForAdmins: false },
  { id: 'notifications', Icon: IconBell, isForAdmins: false },
  { id: 'tokens', Icon: IconPlugConnected, isForAdmins: false },
  { id: 'macros', Icon: IconTemplate, isForAdmins: false },
  { id: 'views', Icon: IconListSearch, isForAdmins: false },
  { id: 'desk', Icon: IconBuildingStore, isForAdmins: true },
  { id: 'mailboxes', Icon: IconMail, isForAdmins: true },
  { id: 'people', Icon: IconUsers, isForAdmins: true },
  { id: 'groups', Icon: IconUsersGroup, isForAdmins: true },
  { id: 'fields', Icon: IconForms, isForAdmins: true },
  { id: 'forms', Icon: IconListDetails, isForAdmins: true },
  { id: 'statuses', Icon: IconProgressCheck, isForAdmins: true },
  { id: 'audit', Icon: IconHistory, isForAdmins: true },
] as const;
