import 'server-only';
import { type SQL, type SQLWrapper, sql } from 'drizzle-orm';

/**
 * The condition that a text holds a name or an address by itself, whatever the case: `an@x.test` is
 * neither in `jan@x.test` nor in `an@x.test.example`.
 */
export function saysWord(text: SQLWrapper, word: string): SQL {
  const literal = word.toLowerCase().replace(/[^\p{L}\p{N}\s]/gu, '\\$&');
  const alone = `(^|[^[:alnum:]._%+-])${literal}(?![[:alnum:]_-]|\\.[[:alnum:]])`;
  return sql`lower(${text}) ~ ${alone}`;
}
