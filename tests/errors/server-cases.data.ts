import { startBadServer } from '../end-to-end/bad-server.js'
import { http } from '#loradex/sources/http.js'
import type { ErrorCase } from './error-case.js'

const server = { url: '', stop: async () => {} }

/** Of a server that has ended. */
let closedPort = ''

export async function startServer(): Promise<void> {
  const closed = await startBadServer()
  closedPort = new URL(closed.url).port
  await closed.stop()
  Object.assign(server, await startBadServer())
}

export function stopServer(): Promise<void> {
  return server.stop()
}

function served(name: string, path: string): ErrorCase {
  return {
    name,
    recipe: `source: { type: http, url: "\${SERVER}/${path}" }\n`,
    get env() {
      return { SERVER: server.url }
    },
  }
}

export const serverCases: readonly ErrorCase[] = [
  served('Nothing at the address', 'missing'),
  served('No access', 'forbidden'),
  served('A request that is refused', 'refused'),
  served('A server that has failed', 'failed'),
  served('A web page', 'page'),
  served('An answer that is too short', 'short'),
  served('An answer that is cut off', 'cut'),
  served('An array', 'array'),
  served('A redirect to a file', 'to-file'),
  served('Redirects without end', 'loop'),
  {
    name: 'A secret in the address',
    recipe: 'source: { type: http, url: "${SERVER}/missing?token=hunter2&page=1" }\n',
    get env() {
      return { SERVER: server.url.replace('//', '//user:hunter2@') }
    },
  },
  {
    name: 'A header of two lines',
    recipe: 'source: { type: http, url: "https://example.com/a", headers: { X-Key: "${KEY}" } }\n',
    env: { KEY: 'hunter2\nX-Other: 1' },
  },
  {
    name: 'A variable that holds no address',
    recipe: 'source: { type: http, url: "${CASES_URL}" }\n',
    env: { CASES_URL: 'hunter2' },
  },
  {
    name: 'A host that nobody knows',
    recipe: 'source: { type: http, url: "https://no-such-host.invalid/cases.jsonl" }\n',
  },
  {
    name: 'No server at the port',
    recipe: 'source: { type: http, url: "http://127.0.0.1:${PORT}/cases.jsonl" }\n',
    get env() {
      return { PORT: closedPort }
    },
  },
  {
    name: 'A redirect from the internet into a private network',
    program: {
      shown: "await http({ url: 'https://example.com/a' }).plan({ … })",
      run: (spoolFolder) => {
        const location = 'http://169.254.169.254/latest/meta-data'
        const fetch = async (): Promise<Response> =>
          new Response(null, { status: 302, headers: { location } })
        return http({ url: 'http://93.184.216.34/a', fetch }).plan({ spoolFolder })
      },
    },
  },
  {
    name: 'A certificate of nobody known',
    program: {
      shown: "await http({ url: 'https://example.com/a' }).plan({ … })",
      run: (spoolFolder) => {
        const cause = Object.assign(new Error('x'), { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' })
        const fetch = async (): Promise<Response> => {
          throw new TypeError('fetch failed', { cause })
        }
        return http({ url: 'https://example.com/a', fetch }).plan({ spoolFolder })
      },
    },
  },
]
