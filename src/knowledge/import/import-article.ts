import 'server-only';
import { and, eq } from 'drizzle-orm';
import { inSavepoint } from '@/access/in-savepoint';
import { inOneTransaction, type Tx } from '@/access/in-transaction';
import type { Scope, System } from '@/access/scope';
import { beginArticle } from '@/knowledge/begin-article';
import { changeArticle } from '@/knowledge/change-article';
import { SaveDraft, saveDraft } from '@/knowledge/drafts/save-draft';
import { publishArticle } from '@/knowledge/publish-article';
import { articleImages } from '@/knowledge/tables';
import { writeText } from '@/knowledge/write-article';
import { attachmentStore } from '@/platform/attachment-store';
import { minutes } from '@/platform/clock';
import { meansAway, Refusal } from '@/platform/errors';
import { newId } from '@/platform/ids';
import type { Archive } from './archive';
import type { ArchivedArticle, ArchivedKnowledge, ArchivedText } from './archive-articles';
import { type ArchivedPicture, picturesIn, readPicture } from './archived-images';
import { mostCharacters } from './fit-text';
import { importedBody, type Leading } from './imported-body';
import { keepPictures, type PlacedPicture } from './keep-pictures';
import { knownArticles } from './known-articles';
import { placeCategories } from './place-categories';
import { readersOf } from './readers-of';
import { placeOf } from './resolve-address';
import { isImport, orderImport } from './run-article-import';
import { articleImports, articleSources } from './tables';

/** An import under way, with all that stays the same for its articles. */
export interface OpenImport {
  importId: string;
  archive: Archive;
  knowledge: ArchivedKnowledge;
  resolve: Leading['resolve'];
  companies: ReadonlyMap<string, string>;
  slugs: Readonly<Record<string, string>>;
  publish: boolean;
}

/**
 * Makes the next article of an import, or rewrites the draft that came of it before, in one
 * transaction with how far the import is. Returns which is next; undefined where another worker has
 * done this one. Each orders that somebody goes on in a minute, in case whoever does it now is
 * killed: the queue holds a dead worker's job for hours.
 */
export async function importArticle(
  scope: Scope<System>,
  open: OpenImport,
  at: number,
): Promise<number | undefined> {
  const { importId, archive, knowledge, resolve } = open;
  const article = knowledge.articles[at]!;
  const pictures: ArchivedPicture[] = [];
  for (const path of picturesIn([...article.texts, ...(article.drafts ?? [])], resolve)) {
    const picture = await readPicture(archive, path);
    if (picture) pictures.push(picture);
  }
  const stored: string[] = [];
  const make = async (tx: Tx) => {
    const [row] = await tx
      .select()
      .from(articleImports)
      .where(and(isImport(scope, importId), eq(articleImports.articlesDone, at)))
      .for('update');
    if (!row) return undefined;
    const { became, images } = await put(tx, scope, open, { article, pictures, stored });
    await tx
      .update(articleImports)
      .set({
        articlesDone: at + 1,
        created: row.created + Number(became === 'created'),
        updated: row.updated + Number(became === 'updated'),
        images: row.images + images,
        tries: 1, // this one, for the article that comes next
      })
      .where(isImport(scope, importId));
    await orderImport(tx, scope, importId, minutes(1));
    return at + 1;
  };
  try {
    return await inOneTransaction(scope, make);
  } catch (error) {
    // Their rows are gone with the transaction, if the database answered that it is.
    if (!meansAway(error)) for (const key of stored) await attachmentStore().remove(key);
    throw error;
  }
}

interface Putting {
  article: ArchivedArticle;
  pictures: readonly ArchivedPicture[];
  /** Gets the storage keys of the pictures that are kept. */
  stored: string[];
}
type Outcome = { became: 'created' | 'updated' | 'stays'; images: number };

async function put(
  tx: Tx,
  scope: Scope<System>,
  open: OpenImport,
  { article, pictures, stored }: Putting,
): Promise<Outcome> {
  const { source } = open.knowledge;
  const known = (await knownArticles(tx, scope, source, [article.key])).get(article.key);
  if (known && known.state !== 'draft') return { became: 'stays', images: 0 };
  const id = known?.id ?? newId();
  const placed = await placePictures(tx, scope, known?.id, pictures);
  const texts = textsOf(open, article.key, article.texts, placed);
  const categoryId = await placeCategories(scope, article.categories);
  const { audience, companyIds } = readersOf(article, open.companies);
  const facts = { id, categoryId, audience, companyIds };
  if (known) {
    await changeArticle(scope, { ...facts, reviewAt: article.reviewAt });
    for (const { language, isOutdated, ...text } of texts) {
      await writeText(tx, scope, id, { language, ...text, staysOutdated: isOutdated });
    }
  } else {
    await beginArticle(tx, scope, { ...facts, sourceLanguage: article.sourceLanguage, texts });
    if (article.reviewAt) await changeArticle(scope, { id, reviewAt: article.reviewAt });
    await tx
      .insert(articleSources)
      .values({ tenantId: scope.tenant.id, source, key: article.key, articleId: id });
  }
  const images = await keepPictures(scope, id, placed, stored);
  const hasText = texts.every(({ body }) => body.trim());
  if (open.publish && article.wasPublished && hasText) await tryPublishing(scope, id);
  for (const { language, title, body } of textsOf(
    open,
    article.key,
    article.drafts ?? [],
    placed,
  )) {
    await saveDraft(scope, SaveDraft.parse({ id, language, title, body }));
  }
  return { became: known ? 'updated' : 'created', images };
}

/** A draft may have another language that says nothing yet: then it stays one. */
async function tryPublishing(scope: Scope<System>, id: string): Promise<void> {
  try {
    await inSavepoint(scope, () => publishArticle(scope, { id }));
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}

/** Which id each picture has; one that the article has already is not kept twice. */
async function placePictures(
  tx: Tx,
  { tenant }: Scope,
  articleId: string | undefined,
  pictures: readonly ArchivedPicture[],
): Promise<PlacedPicture[]> {
  const kept = articleId
    ? await tx
        .select({ id: articleImages.id, hash: articleImages.sourceHash })
        .from(articleImages)
        .where(and(eq(articleImages.tenantId, tenant.id), eq(articleImages.articleId, articleId)))
    : [];
  const ids = new Map(kept.map(({ id, hash }) => [hash, id]));
  return pictures.map((picture) => {
    const own = ids.get(picture.hash);
    const id = own ?? newId();
    ids.set(picture.hash, id);
    return { ...picture, id, isKept: own !== undefined };
  });
}

function textsOf(
  { resolve, slugs }: OpenImport,
  key: string,
  texts: readonly ArchivedText[],
  placed: PlacedPicture[],
) {
  const addresses = new Map(placed.map(({ path, id }) => [path, `/api/article-images/${id}`]));
  const leading: Leading = {
    resolve,
    slugOf: (place) => slugs[place],
    imageOf: (path) => {
      const address = addresses.get(path);
      return address ? { address } : 'imageForbidden';
    },
  };
  return texts.map((text) => {
    const { body } = importedBody(text, leading);
    return {
      language: text.language,
      title: text.title,
      slug: slugs[placeOf(key, text.language)],
      isOutdated: text.isOutdated ?? false,
      // Longer addresses must not make it too long: then it keeps those that it had.
      body: body.length <= mostCharacters ? body : text.body,
    };
  });
}
