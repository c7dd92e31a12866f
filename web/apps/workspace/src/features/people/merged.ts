type Values = Record<string, unknown>;

/** A record after a change; of a map, such as the desk's own fields, only the values named change. */
export function merged<Kept extends object>(kept: Kept, change: Partial<Kept>): Kept {
  const before = kept as Values;
  const parts = Object.entries(change).map(([name, value]) => {
    const own = before[name];
    return [name, isMap(value) && isMap(own) ? { ...own, ...value } : value];
  });
  return { ...kept, ...Object.fromEntries(parts) };
}

/** The change that takes a change back: what each value was, null for nothing. */
export function valuesBefore<Change extends object>(
  kept: object | undefined,
  change: Change,
): Change {
  const before = (kept ?? {}) as Values;
  const parts = Object.entries(change).map(([name, value]) => {
    const own = before[name] ?? null;
    return [name, isMap(value) ? valuesBefore(isMap(own) ? own : {}, value) : own];
  });
  return Object.fromEntries(parts) as Change;
}

function isMap(value: unknown): value is Values {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
