export type TimeZone = { value: string; label: string };

/** The city of a zone and its distance from UTC at an instant: "Paris, UTC+1". */
export function timeZoneLabel(zone: string, now: Date): string {
  const city = zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone;
  const offset = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' })
    .formatToParts(now)
    .find((part) => part.type === 'timeZoneName')
    ?.value.replace('GMT', 'UTC');
  return zone === 'UTC' || !offset ? city : `${city}, ${offset}`;
}

/** Every zone this browser knows, by city. */
export function timeZones(now: Date): TimeZone[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]
    .map((value) => ({ value, label: timeZoneLabel(value, now) }))
    .sort((a, b) => a.label.localeCompare(b.label));
}

/** The zone this browser is in. */
export function localTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
