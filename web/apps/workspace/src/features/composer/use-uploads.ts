import { ApiError, type Upload } from '@guichet/api';
import { useRef, useState } from 'react';
import { useT } from '@/i18n/provider';
import { uploadFile } from './api';

/** A file on its way, or one that did not arrive. */
export type PendingFile = { key: number; name: string; share: number; error: string | null };

/** Sends files as they are added; `onDone` is told of each that arrived. */
export function useUploads(onDone: (upload: Upload) => void) {
  const t = useT();
  const [pending, setPending] = useState<PendingFile[]>([]);
  const count = useRef(0);

  const update = (key: number, change: Partial<PendingFile>) =>
    setPending((files) => files.map((file) => (file.key === key ? { ...file, ...change } : file)));
  const remove = (key: number) => setPending((files) => files.filter((file) => file.key !== key));

  async function add(file: File) {
    count.current += 1;
    const key = count.current;
    setPending((files) => [...files, { key, name: file.name, share: 0, error: null }]);
    try {
      onDone(await uploadFile(file, (share) => update(key, { share })));
      remove(key);
    } catch (error) {
      const isTooLarge = error instanceof ApiError && error.status === 413;
      update(key, { error: t(isTooLarge ? 'composer.fileTooLarge' : 'composer.fileFailed') });
    }
  }

  return {
    pending,
    remove,
    add: (files: Iterable<File>) => {
      for (const file of files) void add(file);
    },
    isBusy: pending.some((file) => file.error === null),
  };
}
