import { LoradexError } from '../kernel/error.js'
import { engineNames, type EngineName } from './engine.js'
import { engines } from './engines.data.js'

interface Unsupported {
  readonly expected: string
  readonly seen: string
  /** Engines that could take it. */
  readonly others?: readonly EngineName[]
}

/** The engine would not enforce the constraint: no request is printed for it. */
export function requestUnsupported(
  engine: EngineName,
  { expected, seen, others = [] }: Unsupported,
): LoradexError {
  const { version, source } = engines[engine]
  const hint =
    others.length === 0
      ? 'Change the constraint, or choose another engine.'
      : `Choose ${listed(others)}.`
  return new LoradexError('request.unsupported', {
    message: `${engine} ${version}: expected ${expected}, saw ${seen} (${source})`,
    details: { engine, version, source },
    hint,
  })
}

/** Engines that take constraints on text, rather than on JSON. */
export function enginesForText(): readonly EngineName[] {
  return engineNames.filter((name) => engines[name].notations.length > 0)
}

function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}
