import { LoradexError } from '../kernel/error.js'
import type { Json } from '../kernel/json-value.js'
import { parseJsonText } from '../kernel/parse-json.js'
import { writeJson } from '../kernel/write-json.js'
import type { Metric } from './metric.js'

export interface StateCodecOptions<State> {
  readonly id: string
  /** Equal states give equal JSON, whatever they were merged from. */
  readonly write: (state: State) => Json
  /** The state that `write` gave this JSON for; `undefined` when it cannot be one. */
  readonly read: (value: Json) => State | undefined
}

/** A state as canonical JSON. Decoding refuses any text that encoding would not give back. */
export function stateCodec<State>(
  options: StateCodecOptions<State>,
): Pick<Metric<State>, 'encode' | 'decode'> {
  const { write } = options
  return textCodec({ ...options, encode: (state) => writeJson(write(state)) })
}

export interface TextCodecOptions<State> extends Omit<StateCodecOptions<State>, 'write'> {
  /** The JSON as text without blanks, for states that are large. */
  readonly encode: (state: State) => string
}

/** The same for a state that writes its text itself. */
export function textCodec<State>({
  id,
  encode,
  read,
}: TextCodecOptions<State>): Pick<Metric<State>, 'encode' | 'decode'> {
  return {
    encode,
    decode(text) {
      const value = parseJsonText(text)
      const state = value === undefined ? undefined : read(value)
      if (state === undefined || encode(state) !== text) throw stateInvalid(id)
      return state
    },
  }
}

export function stateInvalid(metricId: string): LoradexError {
  return new LoradexError('metric.state-invalid', {
    message: `expected a state of ${metricId} as this version writes it, saw another text`,
    details: { metricId },
    hint: 'Remove the interrupted export and start again.',
  })
}
