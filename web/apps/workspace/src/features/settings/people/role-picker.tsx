import { Button, Menu } from '@mantine/core';
import { IconCheck, IconChevronDown } from '@tabler/icons-react';
import { useT } from '@/i18n/provider';

type Role = 'agent' | 'admin';
const ROLES: Role[] = ['agent', 'admin'];

type Props = {
  /** Whose role it is, for screen readers. */
  name: string;
  role: Role;
  onChange: (role: Role) => void;
};

/** What a colleague may do: answer, or administer too. */
export function RolePicker({ name, role, onChange }: Props) {
  const t = useT();
  return (
    <Menu position="bottom-end" width={180}>
      <Menu.Target>
        <Button
          variant="subtle"
          aria-label={t('team.roleOf', { name, role: t(`people.role.${role}`) })}
          rightSection={<IconChevronDown size={12} stroke={1.75} aria-hidden="true" />}
        >
          {t(`people.role.${role}`)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {ROLES.map((value) => (
          <Menu.RadioItem
            key={value}
            value={value}
            checked={value === role}
            closeMenuOnClick
            rightSection={
              value === role && <IconCheck size={14} stroke={1.75} aria-hidden="true" />
            }
            onClick={() => onChange(value)}
          >
            {t(`people.role.${value}`)}
          </Menu.RadioItem>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
