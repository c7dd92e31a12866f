import type { Group, Id, User } from '@guichet/api';

/** Someone or some team that can be mentioned. */
export type Mentionable =
  | { kind: 'user'; who: string; name: string; person: User }
  | { kind: 'group'; who: string; name: string; id: Id };

const MOST = 8;

/** Colleagues and teams with a word that begins as typed: those whose name begins so first, people before teams. */
export function mentionable(
  people: readonly User[],
  groups: readonly Group[],
  text: string,
): Mentionable[] {
  const all: Mentionable[] = [
    ...people.map((person) => ({
      kind: 'user' as const,
      who: `user-${person.id}`,
      name: person.name,
      person,
    })),
    ...groups.map(({ id, name }) => ({ kind: 'group' as const, who: `group-${id}`, name, id })),
  ];
  const wanted = folded(text);
  const begins = ({ name }: Mentionable) => folded(name).startsWith(wanted);
  const fits = ({ name }: Mentionable) => folded(name).includes(` ${wanted}`);
  return [...all.filter(begins), ...all.filter((each) => !begins(each) && fits(each))].slice(
    0,
    MOST,
  );
}

/** Lower case and without accents. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();
}
