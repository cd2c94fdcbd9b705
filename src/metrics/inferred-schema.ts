import { inferSchema } from '../schema/infer/infer-schema.js'
import { readSketch } from '../schema/infer/read-sketch.js'
import { schemaFile } from '../schema/infer/schema-file.js'
import { addRecord, emptySketch, mergeSketches, type Sketch } from '../schema/infer/sketch.js'
import { writeSketch } from '../schema/infer/write-sketch.js'
import type { Metric } from './metric.js'
import { stateCodec } from './state-codec.js'

/** No part has more lines. */
const LINES = 2 ** 32

/**
 * What the content of samples has in common, as a JSON Schema with what it rests on. There is no byte
 * lane for it: values are looked at one by one.
 */
export function inferredSchema(): Metric<Sketch> {
  return {
    id: 'inferred_schema',
    scope: 'kept',
    empty: emptySketch,
    add: (sketch, { content, part, index }) => addRecord(sketch, content, part * LINES + index),
    merge: mergeSketches,
    ...stateCodec({ id: 'inferred_schema', write: writeSketch, read: readSketch }),
    report: ({ shape }) => schemaFile(inferSchema(shape, { isComplete: true })),
  }
}
