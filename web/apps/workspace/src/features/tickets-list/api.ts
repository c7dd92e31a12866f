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
};

export const SORT_FIELDS = [
  'updated_at',
  'created_at',
  'latest_comment_at',
  'priority',
  'status',
  'subject',
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

const PAGE_SIZE = 50;

/** The tickets of a view, page after page as one scrolls. */
export const ticketsQuery = (viewId: Id, sort: Sort) =>
  infiniteQueryOptions({
    queryKey: ['tickets', viewId, sort],
    queryFn: ({ pageParam, signal }) =>
      api.get<ListPage>(
        `/views/${viewId}/tickets`,
        {
          'page[size]': PAGE_SIZE,
          'page[after]': pageParam ?? undefined,
          sort,
          include: 'users,groups',
        },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ meta }) => (meta.has_more ? meta.after_cursor : null),
  });
