// Apache Spark for tests and for building its driver: PySpark's package carries it. Needs Java 17.
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { pythonOf } from './python-partner.mjs'

/** The folder that SPARK_HOME names. */
export function sparkHome() {
  const lib = join(pythonOf('spark'), '..', '..', 'lib')
  const [python] = readdirSync(lib).filter((name) => name.startsWith('python3'))
  return join(lib, python, 'site-packages', 'pyspark')
}
