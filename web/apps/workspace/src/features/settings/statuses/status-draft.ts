import type { CustomStatus, StatusChange } from '@/features/custom-statuses/api';
import { type Category, firstOf } from '@/features/custom-statuses/statuses';

/** A status as its form holds it; an empty name for customers is the one for agents. */
export type StatusDraft = {
  status_category: Category;
  agent_label: string;
  end_user_label: string;
  description: string;
  end_user_description: string;
};

export function emptyDraft(status_category: Category): StatusDraft {
  return {
    status_category,
    agent_label: '',
    end_user_label: '',
    description: '',
    end_user_description: '',
  };
}

export function draftOf(status: CustomStatus): StatusDraft {
  const { raw_agent_label, raw_end_user_label } = status;
  return {
    status_category: status.status_category,
    agent_label: raw_agent_label,
    end_user_label: raw_end_user_label === raw_agent_label ? '' : raw_end_user_label,
    description: status.description ?? '',
    end_user_description: status.end_user_description ?? '',
  };
}

/** What the server is told. */
export function changeOf(draft: StatusDraft): StatusChange {
  return { ...draft, end_user_label: draft.end_user_label.trim() || draft.agent_label };
}

/** Whether a status is the one its category begins with, which needs no name and cannot be removed. */
export const isFirst = ({ id, status_category }: Pick<CustomStatus, 'id' | 'status_category'>) =>
  id === firstOf(status_category);
