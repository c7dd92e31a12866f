import type { Conversation } from '@guichet/api';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import properties from '@/features/properties/property-list.module.css';
import { useT } from '@/i18n/provider';
import { useCommand } from '@/shared/keys';
import { IconButton } from '@/shared/ui';
import { useSortable } from '@/shared/ui/use-sortable';
import { NewTask } from './new-task';
import { TaskRow } from './task-row';
import classes from './tasks.module.css';
import { TemplatesMenu } from './templates-menu';
import { useTaskChanges } from './use-task-changes';

/** What is to be done on the ticket: ticked off, put in order, added one by one or from a template. */
export function Tasks({ conversation }: { conversation: Conversation }) {
  const t = useT();
  const { ticket, tasks, can } = conversation;
  const changes = useTaskChanges(ticket.id);
  const [isAdding, setAdding] = useState(false);
  const sortable = useSortable(
    tasks.map((task) => task.id),
    changes.order,
  );
  const done = tasks.filter((task) => task.done).length;
  useCommand({
    id: 'ticket.addTask',
    labelKey: 'tasks.add',
    group: 'change',
    keys: [],
    when: () => can.edit,
    run: () => setAdding(true),
  });
  if (tasks.length === 0 && !can.edit) return null;
  return (
    <section className={properties.section} aria-label={t('tasks.title')}>
      <h2 className={properties.heading}>
        {t('tasks.title')}
        {tasks.length > 0 && (
          <span
            className={properties.count}
            title={t('tasks.progress', { done, all: tasks.length })}
          >
            {done}/{tasks.length}
          </span>
        )}
        <span className={properties.space} />
        {can.edit && (
          <>
            <TemplatesMenu ticketId={ticket.id} />
            <IconButton size={24} label={t('tasks.add')} onClick={() => setAdding(true)}>
              <IconPlus size={14} stroke={1.75} />
            </IconButton>
          </>
        )}
      </h2>
      {tasks.length > 0 && (
        <div className={classes.bar} aria-hidden="true">
          <span style={{ width: `${(100 * done) / tasks.length}%` }} />
        </div>
      )}
      <ul ref={sortable.list}>
        {sortable.order.map((id) => {
          const task = tasks.find((each) => each.id === id);
          return (
            task && (
              <TaskRow
                key={id}
                task={task}
                isReadOnly={!can.edit}
                isDragged={sortable.dragged === id}
                handle={sortable.handle(id)}
                onChange={(change) => changes.change(id, change)}
                onRemove={() => changes.remove(task)}
              />
            )
          );
        })}
      </ul>
      {isAdding && (
        <NewTask onAdd={(title) => changes.add({ title })} onClose={() => setAdding(false)} />
      )}
    </section>
  );
}
