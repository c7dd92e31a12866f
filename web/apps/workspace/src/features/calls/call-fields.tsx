import { NumberInput, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { agentsQuery } from '@/features/tickets/api';
import { useT } from '@/i18n/provider';
import { IconButton } from '@/shared/ui';
import type { CallDraft } from './call';
import classes from './calls.module.css';

type Props = { call: CallDraft; onChange: (call: CallDraft | null) => void };

/** The figures of a call: which way, the number, when, how long, who spoke. */
export function CallFields({ call, onChange }: Props) {
  const t = useT();
  const { data: agents = [] } = useQuery(agentsQuery);
  const change = (part: Partial<CallDraft>) => onChange({ ...call, ...part });
  const count = (value: number | string) => Math.max(0, Number(value) || 0);
  return (
    <fieldset className={classes.fields}>
      <legend className={classes.legend}>{t('calls.log')}</legend>
      <SegmentedControl
        size="xs"
        className={classes.direction}
        aria-label={t('calls.direction')}
        value={call.direction}
        onChange={(direction) =>
          change({ direction: direction === 'outbound' ? 'outbound' : 'inbound' })
        }
        data={[
          { value: 'inbound', label: t('calls.inbound') },
          { value: 'outbound', label: t('calls.outbound') },
        ]}
      />
      <TextInput
        label={t('calls.number')}
        type="tel"
        maxLength={100}
        value={call.number}
        onChange={(event) => change({ number: event.currentTarget.value })}
      />
      <TextInput
        label={t('calls.when')}
        type="datetime-local"
        value={call.startedAt}
        onChange={(event) => change({ startedAt: event.currentTarget.value })}
      />
      <div className={classes.duration}>
        <NumberInput
          label={t('calls.minutes')}
          min={0}
          max={1440}
          hideControls
          value={call.minutes}
          onChange={(minutes) => change({ minutes: count(minutes) })}
        />
        <NumberInput
          label={t('calls.seconds')}
          min={0}
          max={59}
          hideControls
          value={call.seconds}
          onChange={(seconds) => change({ seconds: count(seconds) })}
        />
      </div>
      <Select
        label={t('calls.who')}
        allowDeselect={false}
        data={agents.map(({ id, name }) => ({ value: String(id), label: name }))}
        value={String(call.answeredById)}
        onChange={(id) => change({ answeredById: Number(id) })}
      />
      <IconButton
        className={classes.remove}
        label={t('calls.remove')}
        onClick={() => onChange(null)}
      >
        <IconX size={14} stroke={1.75} />
      </IconButton>
    </fieldset>
  );
}
