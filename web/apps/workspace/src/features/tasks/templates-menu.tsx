import type { Id } from '@guichet/api';
import { Menu } from '@mantine/core';
import { IconListCheck, IconSettings } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { useMe } from '@/features/session/use-session';
import { useChangeTicket } from '@/features/tickets/use-change-ticket';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import { taskTemplatesQuery } from './api';

/** Adds the tasks of a template in one click; the way to the templates for who keeps them. */
export function TemplatesMenu({ ticketId }: { ticketId: Id }) {
  const t = useT();
  const { role } = useMe();
  const { data: templates = [] } = useQuery(taskTemplatesQuery);
  const { mutate } = useChangeTicket(ticketId);
  if (templates.length === 0 && role !== 'admin') return null;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <IconButton size={24} label={t('tasks.fromTemplate')}>
          <IconListCheck size={14} stroke={1.75} />
        </IconButton>
      </Menu.Target>
      <Menu.Dropdown>
        {templates.map(({ id, title }) => (
          <Menu.Item key={id} onClick={() => mutate({ change: { task_template_ids: [id] } })}>
            {title}
          </Menu.Item>
        ))}
        {role === 'admin' && (
          <Menu.Item
            component={Link}
            to="/settings/tasks"
            leftSection={<IconSettings size={16} stroke={1.75} />}
          >
            {t('tasks.toTemplates')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
