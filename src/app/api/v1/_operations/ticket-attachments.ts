import 'server-only';
import { z } from 'zod';
import { contentDisposition } from '@/app/api/attachments/content-disposition';
import { bodyOfStream } from '@/app/api/body-of-stream';
import { notFound } from '@/platform/errors';
import { lengthHeader } from '@/platform/length-header';
import { attachToTicket } from '@/tickets/attach-to-ticket';
import { openAttachment } from '@/tickets/open-attachment';
import { readTicket } from '@/tickets/read-ticket';
import { operation } from '../_door/operation';
import { dropFiles, receiveFiles } from '../_door/receive-files';
import { seeing } from '../_door/seeing';
import { inPages, listOf, numberParams, rowId, shortQuery } from '../_door/shapes';
import { Attachment } from './ticket-message-shape';
import { attachmentsOf } from './ticket-shapes';

export const attachFilesOperation = operation({
  method: 'POST',
  path: '/tickets/{number}/attachments',
  summary: 'Attach files to a ticket',
  description:
    'Up to ten files named `file`, 25 MB each and 26 MB together. Programs, scripts, HTML and SVG are refused by their bytes.',
  scope: 'tickets:write',
  params: numberParams,
  body: z.array(Attachment),
  receive: {
    contentType: 'multipart/form-data',
    read: async (scope, { number }, request) => {
      await readTicket(seeing(scope, 'tickets:read'), number); // before a byte goes to the disk
      return receiveFiles(scope, request);
    },
    drop: (scope, files) => dropFiles(scope, files),
  },
  status: 201,
  answer: listOf(Attachment),
  refuses: [413, 415, 507],
  run: async (scope, { params: { number }, body }) => {
    await attachToTicket(scope, { number, attachmentIds: body.map(({ id }) => id) });
    return { data: body, nextCursor: null };
  },
});

export const listAttachmentsOperation = operation({
  method: 'GET',
  path: '/tickets/{number}/attachments',
  summary: 'List the files of a ticket and of its messages',
  scope: 'tickets:read',
  params: numberParams,
  query: shortQuery,
  status: 200,
  answer: listOf(Attachment),
  run: async (scope, { params, query }) =>
    inPages(attachmentsOf(await readTicket(scope, params.number)), query),
});

export const downloadAttachmentOperation = operation({
  method: 'GET',
  path: '/tickets/{number}/attachments/{id}',
  summary: 'Download a file',
  description: 'The bytes themselves, as `application/octet-stream`.',
  scope: 'tickets:read',
  params: numberParams.extend({ id: rowId }),
  status: 200,
  run: async (scope, { params: { number, id } }) => {
    const files = attachmentsOf(await readTicket(scope, number));
    if (!files.some((file) => file.id === id)) throw notFound();
    const { stream, fileName, size } = await openAttachment(scope, id);
    return new Response(bodyOfStream(stream), {
      headers: {
        'Content-Type': 'application/octet-stream',
        [lengthHeader]: String(size),
        'Content-Disposition': contentDisposition('attachment', fileName),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'Cache-Control': 'private, no-store',
      },
    });
  },
});
