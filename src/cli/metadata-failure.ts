import { diskFailure } from '../kernel/disk-failure.js'
import { LoradexError } from '../kernel/error.js'
import { shortPath } from '../kernel/short-path.js'
import { systemFailure, systemSeen } from '../kernel/system-failure.js'
import { nearestAs } from '../sources/nearest-path.js'

export interface MetadataPlace {
  readonly path: string
  /** As the user typed it. */
  readonly shown: string
}

export function noMetadata({ path, shown }: MetadataPlace, cause: unknown): LoradexError {
  const meant = nearestAs(shown, path)
  const question = meant === undefined ? '' : `, did you mean ${meant}?`
  return new LoradexError('metadata.unreadable', {
    message: `${shortPath(shown)}: expected adapter metadata, saw ${systemSeen(cause)}${question}`,
    details: { path: shown },
    hint:
      meant === undefined
        ? (advice[systemFailure(cause)?.code ?? ''] ?? NAME_IT)
        : `Name ${meant} instead.`,
    cause,
  })
}

const NAME_IT = 'Name the adapter_metadata.json of an export or adapter.'

const advice: Readonly<Record<string, string>> = {
  EACCES: 'Give yourself the right to read it, for example with chmod u+r.',
}

export function unwritable(shown: string, cause: unknown): LoradexError {
  const { code, message, details } = diskFailure(shown, cause)
  return new LoradexError(code, {
    message,
    details,
    hint: 'Name a file in a folder that is there and that you may write to.',
    cause,
  })
}
