import { getSchema } from '@tiptap/core';
import { expect, it } from 'vitest';
import { articleExtensions } from '@/app/console/(inside)/knowledge-base/_editor/rich/extensions';
import { calloutKinds } from '@/knowledge/markdown/callout';
import type { DocumentNode } from '@/knowledge/markdown/document/document';
import { readDocument } from '@/knowledge/markdown/document/read-document';
import { writeDocument } from '@/knowledge/markdown/document/write-document';
import { anyDocument } from './any-document';
import { corpus } from './markdown-corpus';

const schema = getSchema(
  articleExtensions(Object.fromEntries(calloutKinds.map((kind) => [kind, kind])) as never),
);

it('the editor has a place for whatever Markdown is read as, and gives it back', () => {
  const documents = [
    ...corpus.map(readDocument),
    ...Array.from({ length: 60 }, (_, seed) => anyDocument(seed)),
  ];
  for (const document of documents) {
    const node = schema.nodeFromJSON(document);
    node.check();
    expect(writeDocument(node.toJSON() as DocumentNode)).toBe(writeDocument(document));
  }
});
