import type { Group, User } from '@guichet/api';
import { Button, VisuallyHidden } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useAgentOptions } from '@/features/tickets/options';
import { useT } from '@/i18n/provider';
import { Avatar, Picker } from '@/shared/ui';
import classes from '../settings-page.module.css';
import { addMember, type Membership, removeMember } from './api';
import { useGroupChange } from './use-groups';

const SHOWN = 4;

type Props = { group: Group; agents: readonly User[]; memberships: readonly Membership[] };

/** Who is in a team; opens the list of colleagues to add and remove. */
export function MembersPicker({ group, agents, memberships }: Props) {
  const t = useT();
  const [opened, setOpened] = useState(false);
  const changing = useGroupChange((userId: number) => {
    const membership = memberships.find((each) => each.user_id === userId);
    return membership ? removeMember(membership.id) : addMember(group.id, userId);
  });
  const ids = memberships.map((membership) => membership.user_id);
  const members = agents.filter((agent) => ids.includes(agent.id));
  const count = t('groups.members', { count: memberships.length });
  return (
    <Picker
      label={t('groups.membersOf', { name: group.name })}
      useOptions={useAgentOptions}
      chosen={ids.map(String)}
      onPick={(value) => changing.mutate(Number(value))}
      opened={opened}
      onOpenedChange={setOpened}
      position="bottom-end"
    >
      <Button
        variant="subtle"
        leftSection={
          <span className={classes.members}>
            {members.slice(0, SHOWN).map((member) => (
              <Avatar key={member.id} person={member} size={20} />
            ))}
          </span>
        }
        rightSection={<IconChevronDown size={12} stroke={1.75} aria-hidden="true" />}
        onClick={() => setOpened(!opened)}
      >
        {count}
        <VisuallyHidden>{group.name}</VisuallyHidden>
      </Button>
    </Picker>
  );
}
