import type { Audit, Comment, User } from '@guichet/api';
import { expect, test } from 'vitest';
import { changedFields, threadItems } from './thread-items';

const CLAIRE = 13;
const THOMAS = 1;
const users = new Map(
  [
    { id: CLAIRE, name: 'Claire', role: 'end-user' } as User,
    { id: THOMAS, name: 'Thomas', role: 'agent' } as User,
  ].map((user) => [user.id, user]),
);
const at = (minute: number) => `2026-11-22T09:${String(minute).padStart(2, '0')}:00Z`;
const comment = (id: number, author_id: number, minute: number) =>
  ({ id, author_id, public: true, created_at: at(minute) }) as Comment;
const audit = (id: number, minute: number, ...fields: string[]): Audit => ({
  id,
  author_id: THOMAS,
  created_at: at(minute),
  events: fields.map((field_name, index) => ({ id: index, type: 'Change', field_name })),
});

test('older messages fold, the newest three stay open', () => {
  const comments = [1, 2, 3, 4, 5].map((id) => comment(id, THOMAS, id));
  const folded = threadItems(comments, [], users).map(
    (item) => item.kind === 'message' && item.isFolded,
  );
  expect(folded).toEqual([true, true, false, false, false]);
});

test('the customer’s last message stays open however old', () => {
  const comments = [comment(1, CLAIRE, 1), ...[2, 3, 4, 5].map((id) => comment(id, THOMAS, id))];
  const folded = threadItems(comments, [], users).map(
    (item) => item.kind === 'message' && item.isFolded,
  );
  expect(folded).toEqual([false, true, false, false, false]);
});

test('changes between two messages become one line', () => {
  const items = threadItems(
    [comment(1, CLAIRE, 1), comment(2, THOMAS, 9)],
    [audit(10, 3, 'status', 'priority'), audit(11, 4, 'status'), audit(12, 9, 'tags')],
    users,
  );
  expect(items.map((item) => item.kind)).toEqual(['message', 'changes', 'message', 'changes']);
  const line = items[1];
  expect(line?.kind === 'changes' && changedFields(line.changes)).toEqual(['status', 'priority']);
});

test('an audit without changed fields leaves no line', () => {
  const only: Audit = { ...audit(10, 3), events: [{ id: 1, type: 'Comment' }] };
  expect(threadItems([], [only], users)).toEqual([]);
});
