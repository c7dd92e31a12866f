import { expect, test } from 'vitest';
import { callFields, localTime, newCall, numberOutside } from './call';

const now = new Date('2026-11-20T09:12:34Z');

test('a call is sent with the number on the side that is not the desk', () => {
  const call = { ...newCall(3, ' +33 6 12 ', now), minutes: 4, seconds: 10 };
  expect(callFields(call)).toEqual({
    via_id: 45,
    voice_comment: {
      from: '+33 6 12',
      to: '',
      started_at: '2026-11-20T09:12:00.000Z',
      call_duration: 250,
      answered_by_id: 3,
    },
  });
  const back = callFields({ ...call, direction: 'outbound' });
  expect([back.via_id, back.voice_comment.to]).toEqual([46, '+33 6 12']);
});

test('a time that is no time is left to the server', () => {
  const call = { ...newCall(3, '1', now), startedAt: '' };
  expect(callFields(call).voice_comment.started_at).toBe('');
  expect(new Date(localTime(now)).getTime()).toBe(new Date('2026-11-20T09:12:00Z').getTime());
});

test('the number shown is that of whoever is not the desk', () => {
  const call = {
    direction: 'outbound' as const,
    from: '01',
    to: '06',
    started_at: '',
    call_duration: 0,
    answered_by_id: null,
    recording_url: null,
    location: null,
    transcription_text: null,
  };
  expect(numberOutside(call)).toBe('06');
  expect(numberOutside({ ...call, to: '' })).toBe('01');
});
