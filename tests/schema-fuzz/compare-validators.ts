import { fromPlain } from '#loradex/kernel/plain-json.js'
import { compileSchema } from '#loradex/schema/validate/compile-schema.js'
import { randomPair } from './random-pair.js'
import { isValid } from './simple-validator.js'

export interface Comparison {
  readonly valid: number
  readonly invalid: number
  /** Schemas that lead back to themselves for the same value: nothing to compare. */
  readonly refused: number
  readonly differences: readonly string[]
}

/** The compiled schema against the simple validator, on as many random pairs from a seed on. */
export function compareValidators(seed: number, pairs: number): Comparison {
  const tally = { valid: 0, invalid: 0, refused: 0 }
  const differences: string[] = []
  for (let index = 0; index < pairs; index += 1) {
    const { schema, value } = randomPair(seed + index)
    const ours = verdictOf(schema, value)
    if (ours === undefined) {
      tally.refused += 1
      continue
    }
    const expected = isValid(schema as Parameters<typeof isValid>[0], value)
    tally[expected ? 'valid' : 'invalid'] += 1
    if (ours.accepts !== expected || ours.isClean !== expected) {
      const said = `accepts ${ours.accepts}, no errors ${ours.isClean}, expected ${expected}`
      differences.push(`seed ${seed + index}: ${said}: ${JSON.stringify({ schema, value })}`)
    }
  }
  return { ...tally, differences }
}

function verdictOf(schema: unknown, value: unknown) {
  const { accepts, errors, mistakes } = compileSchema(fromPlain(schema))
  if (mistakes.some(({ problem }) => problem.includes('leads back'))) return undefined
  const json = fromPlain(value)
  return { accepts: accepts(json), isClean: errors(json).length === 0 }
}
