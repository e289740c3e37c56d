/**
 * Takes out of an error of the database, and of what caused it, the values of its query: words of
 * people and hashes of passwords, which belong in no log, on no terminal and in no answer. The
 * query, the code and the names of tables and constraints stay. The error itself is changed, and
 * told by its members: its class is another one in each bundle.
 */
export function withoutValues<T>(error: T): T {
  if (!(error instanceof Error)) return error;
  const told = error as Error & Partial<QueryError & PostgresError>;
  if (typeof told.query === 'string' && told.params) {
    rename(error, `Failed query: ${told.query}`);
    told.params = [];
  }
  if (told.severity) {
    // Errors about data (class 22) quote it, in the marks of the server's language; so does what
    // can't be parsed, where that is a value too (`to_tsquery`).
    if (told.code?.startsWith('22')) rename(error, 'a value does not fit');
    if (told.code === '42601') rename(error, 'the query or a value in it can’t be parsed');
    delete told.detail;
    delete told.where;
  }
  withoutValues(error.cause);
  return error;
}

/** Drizzle's, around the one of Postgres. */
interface QueryError {
  query: string;
  params: unknown[];
}

interface PostgresError {
  severity: string;
  code: string;
  detail: string;
  where: string;
}

function rename(error: Error, message: string): void {
  const stack = error.stack?.replace(error.message, () => message);
  error.message = message;
  if (stack !== undefined) error.stack = stack;
}
