import { LoradexError } from '../kernel/error.js'
import { said } from './query-refused.js'

export interface MissingDriver {
  readonly driver: string
  /** What to install. @default the driver */
  readonly packages?: string
  /** What else helps, as the rest of a sentence. */
  readonly otherwise?: string
  readonly cause: unknown
}

export function driverMissing(missing: MissingDriver): LoradexError {
  const { driver, packages = driver, otherwise = '', cause } = missing
  const isAbsent =
    cause instanceof Error && 'code' in cause && cause.code === 'ERR_MODULE_NOT_FOUND'
  return new LoradexError('source.driver-missing', {
    message: `expected the package ${driver}, saw ${isAbsent ? 'none' : `one that fails: ${failureOf(cause)}`}`,
    details: { driver },
    hint: `Run npm install ${packages}${otherwise}.`,
    cause,
  })
}

/** Its first line, without paths of the machine. */
function failureOf(cause: unknown): string {
  const message = cause instanceof Error ? cause.message : String(cause)
  return said(message.replaceAll(/(?:file:\/\/)?(?:\/[^\s/:'"]+){2,}\/?/gu, '…'))
}
