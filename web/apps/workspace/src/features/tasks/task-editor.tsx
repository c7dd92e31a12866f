import type { Task } from '@guichet/api';
import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import properties from '@/features/properties/property-list.module.css';
import { useClock } from '@/features/session/use-session';
import { agentsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { dayIn, endOfDay } from '@/shared/time/due';
import type { TaskChange } from './api';
import { LONGEST_TITLE } from './longest-title';

type Props = { task: Task; onSave: (change: TaskChange) => void; onRemove: () => void };

/** Everything about one task, in a small window beside it. */
export function TaskEditor({ task, onSave, onRemove }: Props) {
  const t = useT();
  const { timeZone } = useClock();
  const { data: agents = [] } = useQuery(agentsQuery);
  const [title, setTitle] = useState(task.title);
  const [assignee, setAssignee] = useState(task.assignee_id ? String(task.assignee_id) : null);
  const firstDay = task.due_at ? dayIn(task.due_at, timeZone) : '';
  const [day, setDay] = useState(firstDay);
  function handleSubmit(event: FormEvent) {
    event.preventDefault();
    if (title.trim() === '') return;
    const change: TaskChange = {
      title: title.trim(),
      assignee_id: assignee ? Number(assignee) : null,
    };
    if (day !== firstDay) change.due_at = day ? endOfDay(day, timeZone) : null;
    onSave(change);
  }
  return (
    <form className={properties.editor} onSubmit={handleSubmit}>
      <TextInput
        label={t('tasks.task')}
        value={title}
        maxLength={LONGEST_TITLE}
        data-autofocus
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Select
        label={t('details.assignee')}
        placeholder={t('common.unassigned')}
        clearable
        searchable={agents.length > 6}
        comboboxProps={{ withinPortal: false }}
        data={agents.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={assignee}
        onChange={setAssignee}
      />
      <TextInput
        type="date"
        label={t('details.due')}
        value={day}
        onChange={(event) => setDay(event.currentTarget.value)}
      />
      <div className={properties.editorActions}>
        <Button variant="subtle" onClick={onRemove}>
          {t('tasks.remove')}
        </Button>
        <Button type="submit" variant="filled" disabled={title.trim() === ''}>
          {t('form.save')}
        </Button>
      </div>
    </form>
  );
}
