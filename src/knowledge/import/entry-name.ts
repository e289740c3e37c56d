import { getFileNameLowLevel } from 'yauzl';
import { Refusal } from '@/platform/errors';

interface Named {
  generalPurposeBitFlag: number;
  fileNameRaw: Buffer;
  extraFields: { id: number; data: Buffer }[];
}

/**
 * The name of an entry, with `/` between folders. Many programs write UTF-8 without saying so; what
 * is none is read as zip files were at first (code page 437). Nothing is ever written under these
 * names, yet one that leads out of its folder says what the file is for: refused (422).
 */
export function entryName(entry: Named): string {
  const name = decoded(entry).replaceAll('\\', '/').normalize('NFC');
  const leadsOut =
    name.startsWith('/') || /^[A-Za-z]:/.test(name) || name.split('/').includes('..');
  if (leadsOut || /[\p{Cc}]/u.test(name) || name.length > 500) {
    throw new Refusal('articleImport.badName', {
      status: 422,
      values: { name: name.replace(/\p{Cc}/gu, '�').slice(0, 100) },
    });
  }
  return name.replace(/^(\.\/)+/, '').replace(/\/(\.?\/)+/g, '/');
}

function decoded({ generalPurposeBitFlag, fileNameRaw, extraFields }: Named): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(fileNameRaw);
  } catch {
    return getFileNameLowLevel(generalPurposeBitFlag & ~0x800, fileNameRaw, extraFields, false);
  }
}
