import type { Task } from '@guichet/api';
import { useQuery } from '@tanstack/react-query';
import type { ComponentProps } from 'react';
import { DueChip } from '@/features/due/due-chip';
import { EditBeside } from '@/features/properties/edit-beside';
import properties from '@/features/properties/property-list.module.css';
import { useClock } from '@/features/session/use-session';
import { agentsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { Avatar, CheckBox } from '@/shared/ui';
import { MoveHandle } from '@/shared/ui/move-handle';
import type { TaskChange } from './api';
import { TaskEditor } from './task-editor';
import classes from './tasks.module.css';

type Props = {
  task: Task;
  isReadOnly: boolean;
  isDragged: boolean;
  handle: Omit<ComponentProps<typeof MoveHandle>, 'name'>;
  onChange: (change: TaskChange) => void;
  onRemove: () => void;
};

/** One task: ticked by its box, changed by a click on its words, moved by its grip. */
export function TaskRow({ task, isReadOnly, isDragged, handle, onChange, onRemove }: Props) {
  const t = useT();
  const words = <TaskWords task={task} />;
  return (
    <li
      className={classes.task}
      data-done={task.done || undefined}
      data-dragged={isDragged || undefined}
    >
      {isReadOnly ? (
        <span className={classes.title}>{words}</span>
      ) : (
        <>
          <CheckBox
            className={classes.box}
            label={t(task.done ? 'tasks.reopenOne' : 'tasks.doneOne', { title: task.title })}
            checked={task.done}
            onChange={() => onChange({ done: !task.done })}
          />
          <EditBeside label={t('tasks.change')} className={classes.title} words={words}>
            {(close) => (
              <TaskEditor
                task={task}
                onSave={(change) => {
                  onChange(change);
                  close();
                }}
                onRemove={onRemove}
              />
            )}
          </EditBeside>
          <span className={classes.grip}>
            <MoveHandle name={task.title} {...handle} />
          </span>
        </>
      )}
    </li>
  );
}

/** What is to be done, by whom and until when. */
function TaskWords({ task }: { task: Task }) {
  const clock = useClock();
  const { data: agents = [] } = useQuery(agentsQuery);
  const assignee = agents.find((agent) => agent.id === task.assignee_id);
  return (
    <>
      <span className={classes.words}>{task.title}</span>
      {task.due_at && <DueChip due={task.due_at} clock={clock} isDone={task.done} />}
      {assignee && (
        <span title={assignee.name} className={classes.who}>
          <Avatar person={assignee} size={18} />
          <span className={properties.hidden}>{assignee.name}</span>
        </span>
      )}
    </>
  );
}
