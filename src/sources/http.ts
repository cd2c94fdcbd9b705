import { LoradexError } from '../kernel/error.js'
import { fetchBody, withoutUserInfo } from './fetch-body.js'
import { fetchWhole } from './fetch-whole.js'
import { readLineRange } from './line-range.js'
import { spoolText } from './spool-text.js'
import type { Source } from './source.js'

export interface HttpOptions {
  /** `http:` or `https:`; a user name and password in it are sent as Basic authorization. */
  readonly url: string
  /** May hold secrets: they are sent to the server of `url` only, and shown nowhere. */
  readonly headers?: Readonly<Record<string, string>>
  /** @default one that fails when an answer that was compressed in transit is cut off */
  readonly fetch?: typeof fetch
  /** Whether a public server may redirect into a private network. @default false */
  readonly allowPrivateRedirects?: boolean
  /** How often to try again as long as no byte has come. @default 3 */
  readonly retries?: number
  /** Wait before the first retry; twice as long before each further one. @default 500 */
  readonly retryDelayMs?: number
  /** A longer line is a damaged record. @default 64 MiB */
  readonly maxRecordBytes?: number
}

/** Lines of JSON from a web server, plain or compressed. They are copied when the export is planned. */
export function http(options: HttpOptions): Source {
  const { fetch = fetchWhole, retries = 3, retryDelayMs = 500, maxRecordBytes } = options
  const url = parseUrl(options.url)
  const input = publicName(url)
  const headers = headersOf(options.headers ?? {}, url)

  return {
    id: input,

    plan(planOptions) {
      const { signal, onRetry } = planOptions
      const { allowPrivateRedirects } = options
      const request = {
        input,
        headers,
        fetch,
        retries,
        retryDelayMs,
        allowPrivateRedirects,
        onRetry,
        signal,
      }
      const body = fetchBody({ ...request, url: withoutUserInfo(url) })
      return spoolText(body, { ...planOptions, input })
    },

    read: (part, readOptions = {}) => readLineRange(part, { ...readOptions, maxRecordBytes }),
  }
}

/** `http:host/path?name`: values of the query may be secrets, as may be what stands before `@`. */
function publicName({ host, pathname, searchParams }: URL): string {
  const names = [...new Set(searchParams.keys())].map(encodeURIComponent)
  return `http:${host}${pathname}${names.length > 0 ? `?${names.join('&')}` : ''}`
}

/** The text is not shown when it is wrong: it may hold a password. */
function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new LoradexError('source.unreadable', {
    message: 'source.url: expected an http or https address, saw another text',
    details: { input: 'http' },
    hint: 'Write it in full, for example https://example.com/cases.jsonl.',
  })
}

function headersOf(given: Readonly<Record<string, string>>, { username, password }: URL): Headers {
  const headers = new Headers()
  if (username !== '' || password !== '') {
    const pair = `${decoded(username)}:${decoded(password)}`
    headers.set('authorization', `Basic ${Buffer.from(pair).toString('base64')}`)
  }
  for (const [name, value] of Object.entries(given)) {
    try {
      headers.set(name, value)
    } catch {
      // The cause would show the value.
      throw new LoradexError('source.unreadable', {
        message: `source.headers.${name.slice(0, 60)}: expected a value that a header can have, saw another`,
        details: { input: 'http' },
        hint: 'Remove line ends and characters outside Latin-1 from its value.',
      })
    }
  }
  return headers
}

/** As it is, when it is not percent-encoded after all. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}
