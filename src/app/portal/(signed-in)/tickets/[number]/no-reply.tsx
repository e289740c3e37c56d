import 'server-only';
import type { Permission } from '@/access/permission';
import { Notice } from '@/ui/notice';
import { readReason } from './read-reason';

/** Where the composer would be. */
export async function NoReply({ permission }: { permission: Permission }) {
  return <Notice>{await readReason(permission)}</Notice>;
}
