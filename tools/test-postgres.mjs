// A Postgres server for tests.
import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'

const START_TIMEOUT_MS = 30_000
const isRoot = process.getuid?.() === 0

/**
 * Starts a server of its own, on a free port of this machine only, with a user `loradex` whose
 * password is `secret`. `why` says what is missing when there can be none.
 */
export async function startPostgres() {
  const programs = findPrograms() ?? installPrograms()
  if (programs === undefined) return { why: 'Postgres is not installed and cannot be' }
  // Postgres refuses to run as root.
  const user = isRoot ? unprivilegedUser() : {}
  if (user === undefined) return { why: 'there is no unprivileged user to run Postgres as' }

  const folder = mkdtempSync(join(tmpdir(), 'postgres-'))
  if (isRoot) chownSync(folder, user.uid, user.gid)
  const data = join(folder, 'data')
  const port = await freePort()
  try {
    initialize({ programs, data, user })
    const server = await serve({ programs, data, folder, port, user })
    return {
      url: `postgres://loradex:secret@127.0.0.1:${port}/postgres`,
      async stop() {
        await end(server, 'SIGINT')
        rmSync(folder, { recursive: true })
      },
    }
  } catch (error) {
    rmSync(folder, { recursive: true, force: true })
    throw error
  }
}

/** A folder that has both programs: one of PATH, or one where Debian puts them. */
function findPrograms() {
  const versions = '/usr/lib/postgresql'
  const debian = existsSync(versions)
    ? readdirSync(versions)
        .toSorted((left, right) => Number(right) - Number(left))
        .map((version) => join(versions, version, 'bin'))
    : []
  return [...(process.env.PATH ?? '').split(delimiter), ...debian].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')),
  )
}

function installPrograms() {
  if (!isRoot || apt('get', '--version').status !== 0) return undefined
  apt('get', 'update')
  // Not `postgresql`, which would start a server of its own.
  const { stdout } = apt('cache', 'depends', 'postgresql')
  const [name = 'postgresql'] = /postgresql-\d+/u.exec(stdout ?? '') ?? []
  apt('get', 'install', '-y', '--no-install-recommends', name)
  return findPrograms()
}

function apt(tool, ...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  return spawnSync(`apt-${tool}`, args, { env, encoding: 'utf8' })
}

function unprivilegedUser() {
  for (const name of ['postgres', 'nobody']) {
    const ids = ['-u', '-g'].map((flag) => spawnSync('id', [flag, name], { encoding: 'utf8' }))
    const [uid, gid] = ids.map(({ stdout }) => Number.parseInt(stdout, 10))
    if (ids.every(({ status }) => status === 0)) return { uid, gid }
  }
  return undefined
}

function initialize({ programs, data, user }) {
  const passwordFile = `${data}-password`
  writeFileSync(passwordFile, 'secret\n', { mode: 0o644 })
  const { status, stderr } = spawnSync(
    join(programs, 'initdb'),
    [
      '-D',
      data,
      '-U',
      'loradex',
      '-E',
      'UTF8',
      '--locale=C',
      '-A',
      'scram-sha-256',
      '--no-sync',
      `--pwfile=${passwordFile}`,
    ],
    { ...user, cwd: '/', encoding: 'utf8' },
  )
  if (status !== 0) throw new Error(`initdb: ${stderr}`)
}

async function serve({ programs, data, folder, port, user }) {
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: folder,
    fsync: 'off',
    full_page_writes: 'off',
    synchronous_commit: 'off',
  }
  const flags = Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])
  const server = spawn(join(programs, 'postgres'), ['-D', data, '-p', String(port), ...flags], {
    ...user,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let log = ''
  server.stderr.setEncoding('utf8')
  await new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`Postgres does not start: ${log}`))
    const timer = setTimeout(fail, START_TIMEOUT_MS)
    server.once('exit', fail)
    server.stderr.on('data', (text) => {
      if (log.length < 100_000) log += text
      if (!log.includes('ready to accept connections')) return
      clearTimeout(timer)
      server.off('exit', fail)
      resolve()
    })
  })
  // A test that forgets to stop the server must not keep its process alive.
  server.unref()
  server.stderr.unref()
  process.once('exit', () => server.kill('SIGQUIT'))
  return server
}

function end(server, signal) {
  if (server.exitCode !== null) return undefined
  server.ref()
  const ended = new Promise((resolve) => server.once('exit', resolve))
  server.kill(signal)
  return ended
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}
