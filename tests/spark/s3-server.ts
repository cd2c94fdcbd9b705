import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { copyFileSync, existsSync, realpathSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

/** Swift with its S3 interface, as Debian packages it; it keeps tokens in memcached. */
export const hasSwift: boolean = [
  'swift-proxy-server',
  'swift-account-server',
  'swift-container-server',
  'swift-object-server',
  'memcached',
].every((name) => existsSync(`/usr/bin/${name}`))

/** An account with a bucket of the name `data`. */
export interface S3Server {
  /** Settings by which Spark reaches it. */
  readonly conf: readonly string[]
  put(name: string, bytes: string | Uint8Array): Promise<void>
  get(name: string): Promise<Buffer>
  stop(): Promise<void>
}

const bucket = '/v1/AUTH_test/data'
const user = 'test:tester'
const password = 'testing'
const proxyPort = 26_443
const cachePort = 26_211
const ports = { account: 26_302, container: 26_301, object: 26_300 }

export async function startS3Server(): Promise<S3Server> {
  const folder = await mkdtemp(join(tmpdir(), 's3-server-'))
  await mkdir(join(folder, 'node/disk'), { recursive: true })
  makeCertificate(folder)
  for (const [name, port] of Object.entries(ports)) {
    makeRing(folder, name, port)
    await writeFile(join(folder, `${name}.conf`), serverConf(folder, name, port))
  }
  await writeFile(join(folder, 'proxy.conf'), proxyConf(folder))
  const start = (name: string): ChildProcess =>
    spawn(`/usr/bin/swift-${name}-server`, [join(folder, `${name}.conf`)], { stdio: 'ignore' })
  const cache = ['-u', 'root', '-l', '127.0.0.1', '-p', `${cachePort}`]
  const servers = [
    spawn('/usr/bin/memcached', cache, { stdio: 'ignore' }),
    ...Object.keys(ports).map(start),
  ]
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map(end))
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    return await open()
  } catch (error) {
    await stop()
    throw error
  }

  async function open(): Promise<S3Server> {
    // The proxy asks no server for a minute that did not answer before.
    for (const port of [cachePort, ...Object.values(ports)]) await untilDone(() => connectTo(port))
    servers.push(start('proxy'))
    const certificate = await readFile(join(folder, 'cert.pem'))
    const ask: Ask = (sent) => send({ ca: certificate, ...sent })
    const token = await tokenOf(ask)
    const headers = { 'X-Auth-Token': token }
    await ask({ method: 'PUT', path: bucket, headers })
    return {
      conf: confOf(folder),
      async put(name, bytes) {
        await ask({ method: 'PUT', path: `${bucket}/${name}`, headers, body: bytes })
      },
      get: async (name) => (await ask({ method: 'GET', path: `${bucket}/${name}`, headers })).body,
      stop,
    }
  }
}

/** The interface takes no bodies in chunks, which clients send where there is no TLS. */
function makeCertificate(folder: string): void {
  const inFolder = { cwd: folder, stdio: 'ignore' } as const
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1'
  const certify = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30']
  const files = ['-keyout', 'key.pem', '-out', 'cert.pem', '-subj', '/CN=localhost']
  execFileSync('openssl', [...certify, ...files, '-addext', names], inFolder)
  // With those that Java trusts anyway: Spark fetches the client of S3 by the same settings.
  const java = execFileSync('which', ['java'], { encoding: 'utf8' }).trim()
  copyFileSync(join(realpathSync(java), '../../lib/security/cacerts'), join(folder, 'trust.jks'))
  const store = ['-keystore', 'trust.jks', '-storepass', 'changeit']
  const entry = ['-importcert', '-noprompt', '-alias', 's3', '-file', 'cert.pem']
  execFileSync('keytool', [...entry, ...store], inFolder)
}

function makeRing(folder: string, name: string, port: number): void {
  const ring = (...args: readonly string[]): unknown =>
    execFileSync('swift-ring-builder', [`${name}.builder`, ...args], {
      cwd: folder,
      stdio: 'ignore',
    })
  ring('create', '8', '1', '1')
  ring('add', `r1z1-127.0.0.1:${port}/disk`, '1')
  ring('rebalance')
}

function serverConf(folder: string, name: string, port: number): string {
  return `[DEFAULT]
devices = ${folder}/node
mount_check = false
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = root
swift_dir = ${folder}
[pipeline:main]
pipeline = ${name}-server
[app:${name}-server]
use = egg:swift#${name}
`
}

function proxyConf(folder: string): string {
  const filters = ['catch_errors', 'gatekeeper', 'listing_formats', 'bulk', 's3api', 'copy', 'slo']
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${proxyPort}
cert_file = ${folder}/cert.pem
key_file = ${folder}/key.pem
workers = 0
user = root
swift_dir = ${folder}
[pipeline:main]
pipeline = catch_errors gatekeeper cache listing_formats bulk s3api tempauth copy slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
allow_account_management = true
account_autocreate = true
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = testing .admin
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:${cachePort}
${filters.map((name) => `[filter:${name}]\nuse = egg:swift#${name}\n`).join('')}`
}

function confOf(folder: string): readonly string[] {
  const trust = `-Djavax.net.ssl.trustStore=${folder}/trust.jks -Djavax.net.ssl.trustStorePassword=changeit`
  return [
    'spark.jars.packages=org.apache.hadoop:hadoop-aws:3.5.0',
    `spark.jars.ivy=${join(process.cwd(), '.partners/ivy')}`,
    `spark.hadoop.fs.s3a.endpoint=https://localhost:${proxyPort}`,
    'spark.hadoop.fs.s3a.endpoint.region=us-east-1',
    'spark.hadoop.fs.s3a.path.style.access=true',
    `spark.hadoop.fs.s3a.access.key=${user}`,
    `spark.hadoop.fs.s3a.secret.key=${password}`,
    `spark.driver.extraJavaOptions=${trust}`,
  ]
}

interface Sent {
  readonly method: string
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
}

interface Answer {
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Buffer
}

type Ask = (sent: Sent) => Promise<Answer>

function send({ headers, body, ...sent }: Sent & { readonly ca: Buffer }): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const own = { ...headers, 'Content-Length': Buffer.byteLength(body ?? '') }
    const asked = request({ host: 'localhost', port: proxyPort, headers: own, ...sent })
    asked.once('error', reject)
    asked.once('response', (answer) => {
      const { statusCode = 0 } = answer
      if (statusCode >= 300) reject(new Error(`${sent.method} ${sent.path}: ${statusCode}`))
      buffer(answer).then((bytes) => resolve({ headers: answer.headers, body: bytes }), reject)
    })
    asked.end(body)
  })
}

async function tokenOf(ask: Ask): Promise<string> {
  const headers = { 'X-Storage-User': user, 'X-Storage-Pass': password }
  const path = '/auth/v1.0'
  const answer = await untilDone(() => ask({ method: 'GET', path, headers }))
  return String(answer.headers['x-auth-token'])
}

/** Servers take a while to start. */
async function untilDone<Done>(attempt: () => Promise<Done>): Promise<Done> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      return await attempt()
    } catch {
      await setTimeout(200)
    }
  }
  return attempt()
}

function connectTo(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1')
    socket.once('error', reject)
    socket.once('connect', () => {
      socket.destroy()
      resolve()
    })
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => void child.once('exit', resolve))
  child.kill()
  await ended
}
