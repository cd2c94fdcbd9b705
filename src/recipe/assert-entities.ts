import { LoradexError } from '../kernel/error.js'

/** @throws `usage.invalid` for what a caller without types may pass: of nothing, an export of no entities would come. */
export function assertEntities(entities: unknown): void {
  if (typeof entities === 'object' && entities !== null) {
    if (Symbol.iterator in entities || Symbol.asyncIterator in entities) return
  }
  throw new LoradexError('usage.invalid', {
    message: `entities: expected an iterable of objects, saw ${entities === null ? 'null' : typeof entities}`,
    details: { args: ['entities'] },
    hint: 'Pass an array, a generator or a stream of objects.',
  })
}
