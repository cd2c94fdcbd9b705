/** What to say of a query: without an order, two exports may read its rows in different ones. */
export function queryReason(query: string): string {
  return /\border\s+by\b/iu.test(query)
    ? 'as the command line says'
    : 'add an ORDER BY, so that every export reads the rows in the same order'
}
