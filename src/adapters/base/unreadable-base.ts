import { LoradexError } from '../../kernel/error.js'
import { shortPath } from '../../kernel/short-path.js'

export function unreadableBase(shown: string, seen: string, cause?: unknown): LoradexError {
  return new LoradexError('adapter.base-unreadable', {
    message: `${shortPath(shown)}: expected a base model, saw ${seen}`,
    details: { path: shown },
    hint: 'Name the folder of the model, or its config.json.',
    ...(cause !== undefined && { cause }),
  })
}
