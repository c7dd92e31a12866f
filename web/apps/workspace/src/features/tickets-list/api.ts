import {
  api,
  type CursorMeta,
  type Group,
  type Id,
  type ListedTicket,
  type User,
  type View,
} from '@guichet/api';
import { infiniteQueryOptions } from '@tanstack/react-query';

export type ListPage = {
  tickets: ListedTicket[];
  users: User[];
  groups?: Group[];
  meta: CursorMeta;
  /** The group that these tickets are of, in a grouped list, and where it stands among all. */
  group?: ViewGroup;
  place?: GroupPlace;
};

/** Tickets of a view that have a value in common; people, teams and organizations by name too. */
export type ViewGroup = { value: string | Id | null; name: string | null; count: number };
type GroupPlace = { groups: ViewGroup[]; at: number };

export const GROUP_FIELDS = [
  'status',
  'priority',
  'type',
  'assignee',
  'group',
  'organization',
] as const;
export type GroupField = (typeof GROUP_FIELDS)[number];

export const SORT_FIELDS = [
  'updated_at',
  'created_at',
  'latest_comment_at',
  'priority',
  'status',
  'subject',
  'waiting_since',
  'due_at',
  'id',
] as const;
export type SortField = (typeof SORT_FIELDS)[number];
/** A field, with `-` in front for descending. */
export type Sort = SortField | `-${SortField}`;
export const USUAL_SORT: Sort = '-updated_at';

/** The order that a view was given. */
export function sortOf(view: Pick<View, 'execution'> | undefined): Sort {
  const { sort_by, sort_order } = view?.execution ?? {};
  const field = SORT_FIELDS.find((each) => each === sort_by);
  if (!field) return USUAL_SORT;
  return sort_order === 'asc' ? field : `-${field}`;
}

/** What a view's tickets are grouped by. */
export function groupingOf(view: Pick<View, 'execution'> | undefined): GroupField | null {
  return GROUP_FIELDS.find((each) => each === view?.execution?.group_by) ?? null;
}

const FIRST_PAGE = 50;
/** Whoever scrolls on wants more at a time. */
const NEXT_PAGE = 100;

/** Where a page begins: behind a cursor, and in a grouped list in which group. */
type PageStart = { after: string | null; place?: GroupPlace };

/** The tickets of a view, page after page as one scrolls; in a grouped list group after group. */
export const ticketsQuery = (viewId: Id, sort: Sort, by: GroupField | null) =>
  infiniteQueryOptions({
    queryKey: ['tickets', viewId, sort, by],
    queryFn: async ({ pageParam, signal }): Promise<ListPage> => {
      const { after } = pageParam;
      const place = by ? (pageParam.place ?? (await firstPlace(viewId, by, signal))) : undefined;
      const group = place?.groups[place.at];
      if (place && !group) return { tickets: [], users: [], meta: NOTHING_MORE };
      const within = group ? { group_by: by ?? undefined, group_value: group.value ?? '' } : {};
      const size = after ? NEXT_PAGE : FIRST_PAGE;
      const query = { 'page[size]': size, 'page[after]': after ?? undefined, sort };
      const page = await api.get<ListPage>(
        `/views/${viewId}/tickets`,
        { ...query, ...within, include: 'users,groups' },
        signal,
      );
      return { ...page, group, place };
    },
    initialPageParam: { after: null } as PageStart,
    getNextPageParam: ({ meta, place }): PageStart | null => {
      if (meta.has_more) return { after: meta.after_cursor, place };
      if (!place || place.at + 1 >= place.groups.length) return null;
      return { after: null, place: { ...place, at: place.at + 1 } };
    },
  });

const NOTHING_MORE: CursorMeta = { has_more: false, after_cursor: null };

async function firstPlace(viewId: Id, by: GroupField, signal: AbortSignal): Promise<GroupPlace> {
  const path = `/views/${viewId}/groups`;
  const { groups } = await api.get<{ groups: ViewGroup[] }>(path, { group_by: by }, signal);
  return { groups, at: 0 };
}
