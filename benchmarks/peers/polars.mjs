// node peers/polars.mjs IN OUT: the full job in polars, lazily. Types are inferred from all rows, as one
// weight that is text would end the run otherwise.
import { argv } from 'node:process'
import { importPeer } from '../peers.mjs'

const [input, output] = argv.slice(2)
const { default: polars } = await importPeer('nodejs-polars')
const { col, DataType } = polars
const isBetween = (name, min, max) => {
  const length = col(name).str.lengths()
  return length.gtEq(min).and(length.ltEq(max))
}
const quality = (name) => col('quality').struct.field(name)
polars
  .scanJson(input, { inferSchemaLength: null })
  .select(
    col('question').alias('instruction'),
    col('context').alias('input'),
    col('answer').alias('output'),
    quality('score').cast(DataType.Float64, false).alias('weight'),
    col('source'),
    col('category'),
    col('lang'),
    quality('reviewed').alias('reviewed'),
    col('tags'),
  )
  .filter(
    isBetween('instruction', 10, 2048)
      .and(isBetween('output', 50, 4096))
      .and(col('weight').isNotNull()),
  )
  .unique({ subset: ['instruction', 'input', 'output'], keep: 'first', maintainOrder: true })
  .collectSync()
  .writeJSON(output, { format: 'lines' })
