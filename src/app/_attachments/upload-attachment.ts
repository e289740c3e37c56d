import type { Face } from '@/app/_live/live-source';
import type { Upload } from '@/ui/use-uploads';

/**
 * Sends a file to `POST /api/attachments` as the person signed in on `face`, and tells how far
 * it is. A refusal comes back as the sentence that the server wrote; a lost connection rejects.
 */
export function uploadAttachmentAs(face: Face): Upload {
  return (file, onProgress, signal) =>
    new Promise((resolve, reject) => {
      // `fetch` can't tell how much of a body has left.
      const request = new XMLHttpRequest();
      const query = new URLSearchParams({ face, fileName: file.name });
      request.open('POST', `/api/attachments?${query}`);
      request.responseType = 'json';
      request.setRequestHeader('Content-Type', file.type || 'application/octet-stream');
      request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
      request.onload = () => {
        const answer = request.response as { id?: string; detail?: string } | null;
        if (request.status === 201 && answer?.id) resolve({ ok: true, id: answer.id });
        else if (answer?.detail) resolve({ ok: false, message: answer.detail });
        else reject(new Error(`answered ${request.status}`));
      };
      request.onerror = () => reject(new Error('no connection'));
      request.onabort = () => reject(new Error('aborted'));
      signal.addEventListener('abort', () => request.abort());
      request.send(file);
    });
}
