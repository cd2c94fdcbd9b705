import type { Client } from 'pg'
import { LoradexError } from '../kernel/error.js'
import { driverMissing } from './driver-missing.js'
import { cannotConnect } from './postgres-error.js'
import { orAborted } from './until-aborted.js'

/** Wide enough for a server on another continent that starts a process per connection. */
const CONNECT_TIMEOUT_MS = 15_000

/**
 * A connection that the caller ends.
 * @throws `source.unreadable`, also when the login is refused; `source.driver-missing`
 */
export async function connectPostgres(
  url: string,
  signal: AbortSignal | undefined,
): Promise<Client> {
  const address = addressOf(url)
  if (address === undefined) throw notAnAddress()
  const { default: pg } = await import('pg').catch((cause: unknown) => {
    throw driverMissing({ driver: 'pg', packages: 'pg pg-cursor', cause })
  })
  const client = new pg.Client({
    connectionString: url,
    application_name: 'loradex',
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  })
  // What fails is told to whoever waits for an answer; without a listener it would end the program.
  client.on('error', ignore)
  try {
    await orAborted(client.connect(), signal)
    return client
  } catch (cause) {
    client.end().catch(ignore)
    if (signal?.aborted === true) throw cause
    throw cannotConnect({ input: address, cause })
  }
}

/** The URL without password and options; nothing when it is none. */
export function addressOf(url: string): string | undefined {
  if (!URL.canParse(url) || !/^postgres(?:ql)?:/u.test(url)) return undefined
  const { username, host, pathname } = new URL(url)
  return `postgres://${username === '' ? '' : `${username}@`}${host}${pathname}`
}

/** Does not show the URL: nobody knows where in it the password stands. */
function notAnAddress(): LoradexError {
  return new LoradexError('source.unreadable', {
    message:
      'source.url: expected an address like postgres://user:password@host:5432/database, saw another text',
    details: { input: 'postgres' },
    hint: 'Correct source.url; write special characters in the password as %40 and so on.',
  })
}

function ignore(): void {}
