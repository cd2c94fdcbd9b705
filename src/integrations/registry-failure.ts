import { LoradexError } from '../kernel/error.js'
import { redactUrl } from '../kernel/redact.js'
import { systemSeen } from '../kernel/system-failure.js'

export function unreachable(url: string, cause: unknown): LoradexError {
  const shown = redactUrl(url)
  return new LoradexError('registry.unreachable', {
    message: `${shown}: expected a registry, saw ${systemSeen(cause)}`,
    details: { url: shown },
    hint: 'Start the server, or name another one with --server.',
    cause,
  })
}

interface Refusal {
  readonly url: string
  readonly status: number
  /** What the server calls it. */
  readonly code: string
}

export function refused({ url, status, code }: Refusal): LoradexError {
  const shown = redactUrl(url)
  const isLogin = status === 401 || status === 403
  return new LoradexError('registry.refused', {
    message: `${shown}: expected the registry to take it, saw ${status}${code === '' ? '' : ` ${code}`}`,
    details: { url: shown, status },
    hint: isLogin
      ? 'Set MLFLOW_TRACKING_TOKEN, or MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD.'
      : 'Check the address of the server and its log.',
  })
}

export function conflict(name: string, version: string): LoradexError {
  return new LoradexError('registry.conflict', {
    message: `${name} ${version}: expected a version that is new, saw one with other files`,
    details: { name, version },
    hint: 'Raise the version of the release, because versions never change.',
  })
}

export function notFound(wanted: string): LoradexError {
  return new LoradexError('registry.not-found', {
    message: `${wanted}: expected a version of a registered model, saw none`,
    details: { wanted },
    hint: 'Name one as mlflow:name/version or mlflow:name@alias.',
  })
}
