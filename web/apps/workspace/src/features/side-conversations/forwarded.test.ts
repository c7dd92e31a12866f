import type { Conversation } from '@guichet/api';
import { expect, test } from 'vitest';
import en from '@/i18n/en';
import { createTranslate } from '@/i18n/texts';
import { forwardedDraft } from './forwarded';

const t = createTranslate('en', en);
const clock = { locale: 'en', timeZone: 'Europe/Paris', now: new Date('2026-11-20') } as const;
const file = { content_type: 'image/png', content_url: '/x' };
const said = (id: number, isPublic: boolean, html: string) => ({
  id,
  author_id: 1,
  public: isPublic,
  html_body: html,
  created_at: '2026-11-19T09:00:00Z',
  attachments: [
    { ...file, id: id * 10, file_name: `${id}.png`, size: 3, inline: false },
    { ...file, id: id * 10 + 1, file_name: 'logo.png', size: 3, inline: true },
  ],
});
const conversation = {
  ticket: { id: 7, subject: 'Chair' },
  users: [{ id: 1, name: 'Mia <x>', email: 'mia@customer.test', role: 'end-user' }],
  comments: [said(1, true, '<p>It broke.</p>'), said(2, false, '<p>Again!</p>')],
} as unknown as Conversation;

test('the whole conversation is what was said in public, without addresses', () => {
  const draft = forwardedDraft(conversation, null, t, clock);
  expect(draft.subject).toBe('Fwd: Chair');
  expect(draft.html).toContain('<blockquote><p>It broke.</p></blockquote>');
  expect(draft.html).toContain('Mia &lt;x&gt;, ');
  expect(draft.html).not.toMatch(/Again|customer\.test/);
  expect(draft.files.map(({ id, goesAlong }) => [id, goesAlong])).toEqual([
    [10, true],
    [11, false],
  ]);
});

test('one message is forwarded alone, also a note', () => {
  const draft = forwardedDraft(conversation, 2, t, clock);
  expect(draft.html).toContain('Again!');
  expect(draft.html).not.toContain('It broke.');
});
