import { shapeOf } from '../kernel/json-shape.js'
import { isJsonArray, isJsonObject, type Json } from '../kernel/json-value.js'
import { ShapedObject } from '../kernel/shaped-object.js'
import { writeJson } from '../kernel/write-json.js'
import { compileField } from './field-getter.js'
import type { FieldSource } from './field-source.js'
import type { Style } from './style.js'
import { unusableField } from './unusable-field.js'

const withInput = shapeOf(['instruction', 'input', 'output'])
const withoutInput = shapeOf(['instruction', 'output'])

/** The members of `field_mapping` that this style reads. */
export interface InstructionTuningFields {
  readonly instruction_field: FieldSource
  readonly input_field: FieldSource
  readonly output_field: FieldSource
}

/**
 * `{instruction, input?, output}`. Instruction and input are text, an empty input is left out.
 * Output is text, or an object or array kept as it is; an empty one is for the quality rules to
 * judge. Numbers and booleans are dropped, since a column of mixed types cannot be loaded: a
 * template turns them into text.
 *
 * @example
 * ```ts
 * import { fromPlain, isJsonObject } from 'loradex'
 * import { instructionTuning } from 'loradex/styles'
 *
 * const style = instructionTuning({
 *   instruction_field: 'question',
 *   input_field: 'context',
 *   output_field: { template: '{{answer}} ({{source}})' },
 * })
 * const record = fromPlain({ question: 'Why?', answer: 'Because.', source: 'a child' })
 * const verdict = isJsonObject(record) ? style.map(record) : undefined
 * console.log(verdict && 'keep' in verdict ? verdict.keep.produced : verdict?.drop)
 * ```
 */
export function instructionTuning(fields: InstructionTuningFields): Style {
  const readInstruction = compileField(fields.instruction_field)
  const readInput = compileField(fields.input_field)
  const readOutput = compileField(fields.output_field)
  return {
    id: 'instruction_tuning',
    map(record) {
      const instruction = readInstruction(record)
      if (typeof instruction !== 'string' || instruction.trim() === '') {
        const seen = typeof instruction === 'string' ? '' : instruction
        return unusableField('field_mapping.instruction_field', seen, 'text that is not blank')
      }
      const input = readInput(record) ?? ''
      if (typeof input !== 'string') {
        return unusableField('field_mapping.input_field', input, 'text')
      }
      const output = readOutput(record)
      if (!isProducible(output)) {
        return unusableField('field_mapping.output_field', output, 'text, object or array')
      }
      const content =
        input === ''
          ? new ShapedObject<Json>(withoutInput, [instruction, output])
          : new ShapedObject<Json>(withInput, [instruction, input, output])
      return {
        keep: { content, produced: typeof output === 'string' ? output : writeJson(output) },
      }
    },
  }
}

function isProducible(value: Json | undefined): value is Json {
  return typeof value === 'string' || isJsonObject(value) || isJsonArray(value)
}
