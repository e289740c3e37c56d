type Uploaded = { ok: true; path: string } | { ok: false; message: string };

/** Sends a picture for an article and returns its address; a refusal says why in words. */
export async function uploadImage(
  articleId: string,
  file: File,
  unreachable: string,
): Promise<Uploaded> {
  const query = new URLSearchParams({ articleId, fileName: file.name });
  try {
    const response = await fetch(`/api/article-images?${query}`, { method: 'POST', body: file });
    const answer = (await response.json()) as { path?: string; detail?: string };
    if (answer.path) return { ok: true, path: answer.path };
    return { ok: false, message: answer.detail ?? unreachable };
  } catch {
    return { ok: false, message: unreachable };
  }
}
