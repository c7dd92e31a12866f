import type { Call, Id } from '@guichet/api';

/** A call as it is being entered. */
export type CallDraft = {
  direction: Call['direction'];
  /** Of whoever is not the desk. */
  number: string;
  /** As a field for date and time has it: in the browser's own zone. */
  startedAt: string;
  minutes: number;
  seconds: number;
  answeredById: Id;
};

/** What a request carries of a call. */
export type CallFields = {
  via_id: 45 | 46;
  voice_comment: Pick<Call, 'from' | 'to' | 'started_at' | 'call_duration' | 'answered_by_id'>;
};

/** A call that has just ended, answered by whoever enters it. */
export function newCall(answeredById: Id, number: string, now: Date): CallDraft {
  return {
    direction: 'inbound',
    number,
    startedAt: localTime(now),
    minutes: 0,
    seconds: 0,
    answeredById,
  };
}

/** `2026-11-20T09:12`, as the browser's clock shows it. */
export function localTime(instant: Date): string {
  const shifted = new Date(instant.getTime() - instant.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}

/** What is sent; a time that is no time is left to the server, which takes the present. */
export function callFields(call: CallDraft): CallFields {
  const isInbound = call.direction === 'inbound';
  const number = call.number.trim();
  const startedAt = new Date(call.startedAt);
  return {
    via_id: isInbound ? 45 : 46,
    voice_comment: {
      from: isInbound ? number : '',
      to: isInbound ? '' : number,
      started_at: Number.isNaN(startedAt.getTime()) ? '' : startedAt.toISOString(),
      call_duration: call.minutes * 60 + call.seconds,
      answered_by_id: call.answeredById,
    },
  };
}

/** The number of whoever is not the desk. */
export function numberOutside({ direction, from, to }: Call): string {
  return (direction === 'inbound' ? from || to : to || from) || '';
}
