import type { Upload } from '@/ui/use-uploads';

/**
 * Sends one file as the raw body; XMLHttpRequest because fetch tells no progress. `failed` is
 * said where the server gives no reason of its own.
 */
export function uploadAttachment(failed: string): Upload {
  return (file, onProgress, signal) =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      const query = new URLSearchParams({ face: 'console', fileName: file.name });
      request.open('POST', `/api/attachments?${query}`);
      request.responseType = 'json';
      request.upload.onprogress = ({ loaded, total }) => onProgress(total ? loaded / total : 0);
      request.onload = () => {
        const answer = request.response as { id?: string; detail?: string } | null;
        if (request.status === 201 && answer?.id) resolve({ ok: true, id: answer.id });
        else resolve({ ok: false, message: answer?.detail ?? failed });
      };
      request.onerror = () => reject(new Error('upload failed'));
      request.onabort = () => reject(new Error('upload aborted'));
      signal.addEventListener('abort', () => request.abort());
      request.send(file);
    });
}
