import type { FetchAnswer } from './fetch-whole.js'
import {
  connectionFailure,
  lost,
  refused,
  statusFailure,
  type HttpFailure,
} from './http-failure.js'
import { isPrivateHost } from './private-host.js'
import type { PlanOptions } from './source.js'
import { orAborted } from './until-aborted.js'

export interface FetchOptions {
  readonly url: URL
  readonly headers: Headers
  /** What messages call the address: nothing secret is in it. */
  readonly input: string
  readonly fetch: FetchAnswer
  /** How often to try again as long as no byte has come. */
  readonly retries: number
  /** Wait before the first retry; twice as long before each further one. */
  readonly retryDelayMs: number
  readonly onRetry?: PlanOptions['onRetry']
  /** Whether a public server may redirect into a private network. @default false */
  readonly allowPrivateRedirects?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}

const MAX_REDIRECTS = 5

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
    throw lost({ input, seen: `an answer that stops after ${received} bytes`, cause }).error
  } finally {
    if (!isDone) await rest.return?.()
  }
  if (length !== undefined && length !== received) {
    throw lost({ input, seen: `only ${received} of ${length} bytes` }).error
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

async function tryOpen(options: FetchOptions): Promise<Body | HttpFailure> {
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
    return connectionFailure(input, cause)
  }
}

/** Followed by hand: headers may hold secrets that are meant for the first server only. */
async function followRedirects(options: FetchOptions): Promise<Response | HttpFailure> {
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
    const next = await redirected(url, location, options)
    if ('error' in next) return next
    if (next.origin !== url.origin) headers = new Headers()
    url = withoutUserInfo(next)
  }
  const seen = `more than ${MAX_REDIRECTS} redirects`
  return refused({ input, seen, hint: 'Write the address that they lead to into source.url.' })
}

async function redirected(
  from: URL,
  location: string,
  { input, allowPrivateRedirects = false }: FetchOptions,
): Promise<URL | HttpFailure> {
  const to = URL.canParse(location, from.href) ? new URL(location, from) : undefined
  if (to === undefined || !isAllowed(from, to)) {
    const seen = 'a redirect to something other than http(s), or from https to http'
    return refused({ input, seen, hint: 'Write the address itself into source.url.' })
  }
  if (allowPrivateRedirects || !(await leadsInside(from, to))) return to
  return refused({
    input,
    seen: 'a redirect into a private network',
    hint: 'Write that address into source.url, or set source.allow_private_redirects: true.',
  })
}

/** A server of the internet must not make us ask a server that only we can reach. */
async function leadsInside(from: URL, to: URL): Promise<boolean> {
  return (await isPrivateHost(to.hostname)) && !(await isPrivateHost(from.hostname))
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

function refusal({ ok, status, headers }: Response, input: string): HttpFailure | undefined {
  if (!ok) return statusFailure(input, status)
  const isPage = /^(?:text\/html|application\/xhtml)/iu.test(headers.get('content-type') ?? '')
  if (!isPage) return undefined
  const hint = 'Write the address of the data itself: this one leads to a page, such as a login.'
  return lost({ input, seen: 'a web page', hint })
}

async function* bytesOf({ body }: Response): AsyncGenerator<Uint8Array, void, undefined> {
  if (body === null) return
  for await (const chunk of body) yield chunk
}

function lengthOf({ headers }: Response): number | undefined {
  const length = headers.get('content-length')
  return length === null || headers.has('content-encoding') ? undefined : Number(length)
}
