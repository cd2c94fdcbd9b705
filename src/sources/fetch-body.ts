import { LoradexError } from '../kernel/error.js'
import type { PlanOptions } from './source.js'
import { orAborted } from './until-aborted.js'

export interface FetchOptions {
  readonly url: URL
  readonly headers: Headers
  /** What messages call the address: nothing secret is in it. */
  readonly input: string
  readonly fetch: typeof fetch
  /** How often to try again as long as no byte has come. */
  readonly retries: number
  /** Wait before the first retry; twice as long before each further one. */
  readonly retryDelayMs: number
  readonly onRetry?: PlanOptions['onRetry']
  readonly signal?: AbortSignal | undefined
}

const MAX_REDIRECTS = 5

/** Answers that may be other ones a little later. */
const PASSING_STATUSES: readonly number[] = [408, 425, 429, 500, 502, 503, 504]

/** Leaves an attempt; never leaves this file. */
interface Failure {
  readonly error: LoradexError
  readonly seen: string
  /** Trying again may help. */
  readonly isPassing: boolean
}

interface Body {
  readonly first: IteratorResult<Uint8Array, unknown>
  readonly rest: AsyncIterator<Uint8Array, unknown>
  /** Absent when unknown, or when it counts compressed bytes. */
  readonly length: number | undefined
}

/**
 * The body of the answer, whole: `source.lost` when there is none, when it is cut off, or when it
 * is a web page.
 */
export async function* fetchBody(
  options: FetchOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { input, signal } = options
  const { first, rest, length } = await openBody(options)
  let received = 0
  let isDone = false
  try {
    for (let result = first; result.done !== true;) {
      received += result.value.length
      yield result.value
      result = await rest.next()
    }
    isDone = true
  } catch (cause) {
    signal?.throwIfAborted()
    throw lost(input, `an answer that stops after ${received} bytes`, cause).error
  } finally {
    if (!isDone) await rest.return?.()
  }
  if (length !== undefined && length !== received) {
    throw lost(input, `${received} of ${length} bytes`).error
  }
}

async function openBody(options: FetchOptions): Promise<Body> {
  const { input, retries, retryDelayMs, signal } = options
  for (let attempt = 0; ; attempt += 1) {
    const outcome = await tryOpen(options)
    if (!('error' in outcome)) return outcome
    signal?.throwIfAborted()
    if (!outcome.isPassing || attempt >= retries) throw outcome.error
    const waitMs = retryDelayMs * 2 ** attempt
    options.onRetry?.({ input, attempt: attempt + 1, waitMs, seen: outcome.seen })
    const pause = new Promise<void>((resolve) => {
      setTimeout(resolve, waitMs)
    })
    await orAborted(pause, signal)
  }
}

async function tryOpen(options: FetchOptions): Promise<Body | Failure> {
  const { input } = options
  try {
    const response = await followRedirects(options)
    if ('error' in response) return response
    const failure = refusal(response, input)
    if (failure !== undefined) {
      await response.body?.cancel()
      return failure
    }
    const rest = bytesOf(response)
    return { first: await rest.next(), rest, length: lengthOf(response) }
  } catch (cause) {
    return { ...lost(input, 'no answer', cause), isPassing: true }
  }
}

/** Followed by hand: headers may hold secrets that are meant for the first server only. */
async function followRedirects(options: FetchOptions): Promise<Response | Failure> {
  const { input, signal } = options
  let { url, headers } = options
  for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects += 1) {
    const response = await options.fetch(url.href, {
      headers,
      redirect: 'manual',
      signal: signal ?? null,
    })
    const location = response.headers.get('location')
    if (response.status < 300 || response.status > 399 || location === null) return response
    await response.body?.cancel()
    const next = URL.canParse(location, url.href) ? new URL(location, url) : undefined
    if (next === undefined || !isAllowed(url, next)) {
      return lost(input, 'a redirect to something other than http(s), or from https to http')
    }
    if (next.origin !== url.origin) headers = new Headers()
    url = withoutUserInfo(next)
  }
  return lost(input, `more than ${MAX_REDIRECTS} redirects`)
}

function isAllowed(from: URL, to: URL): boolean {
  return to.protocol === 'https:' || (to.protocol === 'http:' && from.protocol === 'http:')
}

export function withoutUserInfo(url: URL): URL {
  const plain = new URL(url)
  plain.username = ''
  plain.password = ''
  return plain
}

function refusal({ ok, status, headers }: Response, input: string): Failure | undefined {
  if (!ok) {
    return { ...lost(input, `status ${status}`), isPassing: PASSING_STATUSES.includes(status) }
  }
  const isPage = /^(?:text\/html|application\/xhtml)/iu.test(headers.get('content-type') ?? '')
  return isPage ? lost(input, 'a web page') : undefined
}

async function* bytesOf({ body }: Response): AsyncGenerator<Uint8Array, void, undefined> {
  if (body === null) return
  for await (const chunk of body) yield chunk
}

function lengthOf({ headers }: Response): number | undefined {
  const length = headers.get('content-length')
  return length === null || headers.has('content-encoding') ? undefined : Number(length)
}

function lost(input: string, seen: string, cause?: unknown): Failure {
  const error = new LoradexError('source.lost', {
    message: `expected lines of JSON from ${input}, saw ${seen}`,
    details: { input },
    hint: 'Check the address and the headers in the recipe, then start again.',
    cause,
  })
  return { error, seen, isPassing: false }
}
