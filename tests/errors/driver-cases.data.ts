import { jsonlSource, type ErrorCase } from './error-case.js'

/** The command in a Node that does not find a package. */
function without(driver: string, source: string): ErrorCase {
  const hook = `export async function resolve(name, context, next) {
    if (name !== ${JSON.stringify(driver)}) return next(name, context)
    throw Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
  }`
  const register = `import { register } from 'node:module'
    register(${JSON.stringify(dataUrl(hook))})`
  return {
    name: `Without ${driver}`,
    recipe: `source: ${source}\n`,
    env: { DATABASE_URL: 'postgres://me:hunter2@127.0.0.1:1/shop' },
    files: { 'in.jsonl': jsonlSource, 'in.parquet': 'PAR1 this is no table PAR1', 'in.db': '' },
    within: ([node = '', ...rest]) => [
      node,
      '--no-deprecation',
      '--import',
      dataUrl(register),
      ...rest,
    ],
  }
}

function dataUrl(code: string): string {
  return `data:text/javascript,${encodeURIComponent(code)}`
}

export const driverCases: readonly ErrorCase[] = [
  without('@duckdb/node-api', '{ type: duckdb, sql: select 1 }'),
  without('pg', '{ type: postgres, url: "${DATABASE_URL}", table: reviews }'),
  without('hyparquet', '{ type: parquet, path: in.parquet }'),
]
