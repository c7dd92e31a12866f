import type { Preferences } from '@guichet/api';
import {
  type Category,
  givenTo,
  type NamedStatus,
  plainStatus,
  type Standing,
  standingOf,
} from '@/features/custom-statuses/statuses';

/** The order in which agents need them after an answer. */
const ORDER: Category[] = ['pending', 'solved', 'open', 'hold'];

/** Every status with which a message can leave. */
export function sendChoices(statuses: readonly NamedStatus[]): NamedStatus[] {
  return givenTo(statuses, undefined, ORDER);
}

/** With which of them a message leaves: what a macro chose, else what was remembered, else pending. */
export function sendStatus(
  choices: readonly NamedStatus[],
  staged: Partial<Standing>,
  preferences: Partial<Preferences>,
): NamedStatus {
  const { send_status: status = 'pending', send_custom_status_id } = preferences;
  const remembered = { status, custom_status_id: send_custom_status_id ?? undefined };
  const wanted = [stagedStanding(staged, choices), remembered];
  const found = wanted.flatMap((standing) => (standing && standingOf(standing, choices)) ?? []);
  return found[0] ?? plainStatus('pending');
}

/** What a macro chose; one that stays in a ticket's category names the status alone. */
function stagedStanding(
  { status, custom_status_id }: Partial<Standing>,
  choices: readonly NamedStatus[],
): Standing | undefined {
  if (status) return { status, custom_status_id };
  const chosen = choices.find((each) => each.id === custom_status_id);
  return chosen && { status: chosen.status_category, custom_status_id };
}

/** What is remembered of a choice; a category's default only by the category, so that it follows a new default. */
export function rememberedOf(choice: NamedStatus): Partial<Preferences> {
  return {
    send_status: choice.status_category as Preferences['send_status'],
    send_custom_status_id: choice.default ? null : choice.id,
  };
}
