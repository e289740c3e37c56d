import 'server-only';
import { findSignedInTechnician } from '@/session/scope-of-request';
import { placeOfRequest } from '@/session/tenant-of-request';
import { askedPreview } from './asked-preview';
import { endPreview } from './end-previews';
import { takePreviewCookie } from './preview-cookie';

/**
 * Ends the preview of this request and takes its cookie. Returns the path of the console to go on
 * at, the contact's page; undefined where the request means no preview.
 */
export async function leavePreview(): Promise<string | undefined> {
  const place = await placeOfRequest();
  const asked = await askedPreview(place);
  if (!asked) return undefined;
  const technician = await findSignedInTechnician();
  const contactId = technician && (await endPreview(technician.scope, asked.id));
  await takePreviewCookie(place);
  return contactId ? `/console/contacts/${contactId}` : '/console';
}
