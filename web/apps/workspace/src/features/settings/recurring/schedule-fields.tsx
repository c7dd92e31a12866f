import { Input, Select, TextInput } from '@mantine/core';
import { useI18n } from '@/i18n/provider';
import { TimeZoneSelect } from '@/shared/form/time-zone-select';
import classes from './recurring.module.css';
import { DAYS, LAST_DAY, REPEATS, type Repeat, type ScheduleDraft, WEEKS } from './schedule-draft';
import { dayName, monthName } from './schedule-words';

const BY_NUMBER = 'day';
const MONTHS = Array.from({ length: 12 }, (_, index) => index + 1);
const DAY_NUMBERS = Array.from({ length: LAST_DAY - 1 }, (_, index) => String(index + 1));

type Props = { schedule: ScheduleDraft; onChange: (part: Partial<ScheduleDraft>) => void };

/** When: the rhythm, the time of day, from when on and until when. */
export function ScheduleFields({ schedule, onChange }: Props) {
  const { t } = useI18n();
  const { repeat } = schedule;
  return (
    <>
      <div className={classes.fields}>
        <Select
          label={t('recurrence.repeats')}
          allowDeselect={false}
          data={REPEATS.map((value) => ({ value, label: t(`recurrence.repeat.${value}`) }))}
          value={repeat}
          onChange={(value) => value && onChange({ repeat: value as Repeat })}
        />
        {repeat === 'yearly' && <MonthSelect schedule={schedule} onChange={onChange} />}
        {(repeat === 'monthly' || repeat === 'yearly') && (
          <DayOfMonth schedule={schedule} onChange={onChange} />
        )}
      </div>
      {repeat === 'weekly' && <Weekdays schedule={schedule} onChange={onChange} />}
      <div className={classes.fields}>
        <TextInput
          type="time"
          label={t('recurrence.time')}
          value={schedule.time}
          error={schedule.time === '' && t('form.blank')}
          onChange={(event) => onChange({ time: event.currentTarget.value })}
        />
        <TimeZoneSelect value={schedule.timeZone} onChange={(timeZone) => onChange({ timeZone })} />
      </div>
      <div className={classes.fields}>
        <TextInput
          type="date"
          label={t('recurrence.starts')}
          value={schedule.startsOn}
          error={schedule.startsOn === '' && t('form.blank')}
          onChange={(event) => onChange({ startsOn: event.currentTarget.value })}
        />
        <TextInput
          type="date"
          label={t('recurrence.ends')}
          description={t('recurrence.endsHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          min={schedule.startsOn}
          value={schedule.endsOn}
          onChange={(event) => onChange({ endsOn: event.currentTarget.value })}
        />
      </div>
    </>
  );
}

function Weekdays({ schedule: { weekdays }, onChange }: Props) {
  const { t, locale } = useI18n();
  return (
    <Input.Wrapper
      label={t('recurrence.days')}
      labelElement="div"
      error={weekdays.length === 0 && t('form.blank')}
    >
      <div className={classes.days}>
        {DAYS.map((day) => {
          const isChosen = weekdays.includes(day);
          const others = weekdays.filter((each) => each !== day);
          return (
            <button
              key={day}
              type="button"
              aria-pressed={isChosen}
              onClick={() => onChange({ weekdays: isChosen ? others : [...weekdays, day] })}
            >
              {dayName(day, locale)}
            </button>
          );
        })}
      </div>
    </Input.Wrapper>
  );
}

function MonthSelect({ schedule: { month }, onChange }: Props) {
  const { t, locale } = useI18n();
  return (
    <Select
      label={t('recurrence.month')}
      allowDeselect={false}
      data={MONTHS.map((each) => ({ value: String(each), label: monthName(each, locale) }))}
      value={String(month)}
      onChange={(value) => value && onChange({ month: Number(value) })}
    />
  );
}

/** A day by its number, or a weekday by its place in the month. */
function DayOfMonth({ schedule: { day, week, weekday }, onChange }: Props) {
  const { t, locale } = useI18n();
  return (
    <>
      <Select
        label={t('recurrence.on')}
        allowDeselect={false}
        data={[
          { value: BY_NUMBER, label: t('recurrence.byNumber') },
          ...WEEKS.map((each) => ({ value: String(each), label: t(`recurrence.week.${each}`) })),
        ]}
        value={week === null ? BY_NUMBER : String(week)}
        onChange={(value) => onChange({ week: value === BY_NUMBER ? null : Number(value) })}
      />
      {week === null ? (
        <Select
          label={t('recurrence.number')}
          allowDeselect={false}
          data={[
            ...DAY_NUMBERS.map((value) => ({ value, label: value })),
            { value: String(LAST_DAY), label: t('recurrence.lastDay') },
          ]}
          value={String(day)}
          onChange={(value) => value && onChange({ day: Number(value) })}
        />
      ) : (
        <Select
          label={t('recurrence.weekday')}
          allowDeselect={false}
          data={DAYS.map((value) => ({ value, label: dayName(value, locale) }))}
          value={weekday}
          onChange={(value) => value && onChange({ weekday: value as typeof weekday })}
        />
      )}
    </>
  );
}
