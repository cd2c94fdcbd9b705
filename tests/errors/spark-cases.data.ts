import { chmod } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { jsonlSource, twoRecords, type ErrorCase } from './error-case.js'

/** Ends as Spark does when its own settings are wrong. */
const brokenSpark = `#!/bin/sh
echo "Exception in thread main: Could not parse Master URL: 'local[many]'" >&2
exit 1
`

function spark(name: string, args: readonly string[], more: Partial<ErrorCase> = {}): ErrorCase {
  const files = { 'loradex.yaml': jsonlSource, 'in.jsonl': twoRecords, ...more.files }
  return { name, args: ['export', '--engine', 'spark', ...args], shows: {}, ...more, files }
}

export const sparkCases: readonly ErrorCase[] = [
  spark('Without Spark', [], { env: { SPARK_HOME: '', PATH: '' } }),
  spark('A SPARK_HOME without Spark', [], { env: { SPARK_HOME: 'nowhere' } }),
  spark('A Spark that does not start', ['--master', 'local[many]'], {
    files: { 'spark/bin/spark-submit': brokenSpark },
    env: { SPARK_HOME: 'spark' },
    within: (command) => command,
    skip: existsSync('dist/spark/loradex-spark.jar') ? undefined : 'there is no driver yet',
    prepare: (folder) => chmod(join(folder, 'spark/bin/spark-submit'), 0o755),
  }),
  spark('A database of one machine', ['--set', 'source={type: sqlite, path: a.sqlite, table: t}']),
  spark('A URI without a cluster', ['--engine', 'local'], {
    files: { 'loradex.yaml': 'source: { type: jsonl, path: "hdfs://head/a.jsonl" }\n' },
  }),
  spark('A table of Spark without a cluster', ['--engine', 'local'], {
    files: { 'loradex.yaml': 'source: { type: spark_table, table: shop.cases }\n' },
  }),
  spark('An engine that there is not', ['--engine', 'flink']),
  spark('A setting that is none of Spark', ['--spark-conf', 'executor.memory=2g']),
  spark('Threads of this machine for a cluster', ['--workers', '2']),
  spark('A cluster for the local engine', ['--engine', 'local', '--master', 'yarn']),
]
