import {
  ApiError,
  api,
  apiPath,
  type Draft,
  type DraftKind,
  type Id,
  type Upload,
  writeHeaders,
} from '@guichet/api';
import type { DraftContent } from './drafts';

export function saveDraft(id: Id, kind: DraftKind, draft: DraftContent) {
  return api.put<{ draft: Draft }>(`/tickets/${id}/drafts/${kind}`, {
    draft: {
      html_body: draft.html,
      to: draft.to ?? [],
      cc: draft.cc ?? [],
      uploads: draft.uploads.map((upload) => upload.token),
    },
  });
}

export function deleteDraft(id: Id, kind: DraftKind) {
  return api.delete<void>(`/tickets/${id}/drafts/${kind}`);
}

/** Sends a file, telling how much of it is there (0 to 1). `fetch` cannot tell, hence the old way. */
export function uploadFile(file: File, onProgress: (share: number) => void): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', apiPath('/uploads', { filename: file.name || 'image.png' }));
    request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
    for (const [name, value] of Object.entries(writeHeaders()))
      request.setRequestHeader(name, value);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onerror = () => reject(new ApiError(0, 'NetworkError', ''));
    request.onload = () => {
      if (request.status === 201) resolve(JSON.parse(request.responseText).upload as Upload);
      else reject(new ApiError(request.status, 'UploadFailed', ''));
    };
    request.send(file);
  });
}
