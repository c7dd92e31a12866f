import { IconMailPause, IconTrash } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useI18n } from '@/i18n/provider';
import { INTL_TAG } from '@/i18n/texts';
import { suspendedCountQuery } from './api';

/** The ways to what was set aside, with how much mail waits for a decision. */
export function useAsideLinks() {
  const { t, locale } = useI18n();
  const { data: suspended } = useQuery(suspendedCountQuery);
  const count = suspended ? suspended.toLocaleString(INTL_TAG[locale]) : null;
  return [
    { to: '/suspended', label: t('aside.suspendedShort'), Icon: IconMailPause, count },
    { to: '/deleted', label: t('aside.deletedShort'), Icon: IconTrash, count: null },
  ];
}
