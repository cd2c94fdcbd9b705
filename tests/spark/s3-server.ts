import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { setTimeout } from 'node:timers/promises'

/** Swift with its S3 interface, as Debian packages it. */
export const hasSwift: boolean = ['proxy', 'account', 'container', 'object'].every((name) =>
  existsSync(`/usr/bin/swift-${name}-server`),
)

/** An account with a bucket of the name `data`. */
export interface S3Server {
  /** Settings by which Spark reaches it. */
  readonly conf: readonly string[]
  put(name: string, bytes: string | Uint8Array): Promise<void>
  get(name: string): Promise<Buffer>
  stop(): Promise<void>
}

const user = 'test:tester'
const password = 'testing'
const proxyPort = 26_443
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
  const servers = [...Object.keys(ports), 'proxy'].map((name) =>
    spawn(`/usr/bin/swift-${name}-server`, [join(folder, `${name}.conf`)], { stdio: 'ignore' }),
  )
  const certificate = await readFile(join(folder, 'cert.pem'))
  const ask = (method: string, path: string, headers: object, body?: string | Uint8Array) =>
    send({ method, path, headers, ca: certificate }, body)
  const token = await tokenOf(ask)
  const at = (name: string): string => `/v1/AUTH_test/data/${name}`
  await ask('PUT', '/v1/AUTH_test/data', { 'X-Auth-Token': token })
  return {
    conf: confOf(folder),
    async put(name, bytes) {
      await ask('PUT', at(name), { 'X-Auth-Token': token }, bytes)
    },
    get: async (name) => (await ask('GET', at(name), { 'X-Auth-Token': token })).body,
    async stop() {
      await Promise.all(servers.map(end))
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** The interface takes no bodies in chunks, which clients send where there is no TLS. */
function makeCertificate(folder: string): void {
  const inFolder = { cwd: folder, stdio: 'ignore' } as const
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1'
  const certify = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '30']
  const files = ['-keyout', 'key.pem', '-out', 'cert.pem', '-subj', '/CN=localhost']
  execFileSync('openssl', [...certify, ...files, '-addext', names], inFolder)
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
memcache_servers = 127.0.0.1:1
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
  readonly headers: object
  readonly ca: Buffer
}

interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly body: Buffer
}

type Ask = (method: string, path: string, headers: object) => Promise<Answer>

function send({ headers, ...sent }: Sent, body?: string | Uint8Array): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const own = { ...headers, 'Content-Length': Buffer.byteLength(body ?? '') }
    const asked = request({ host: 'localhost', port: proxyPort, headers: own, ...sent })
    asked.once('error', reject)
    asked.once('response', (answer) => {
      buffer(answer).then(
        (bytes) =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: bytes }),
        reject,
      )
    })
    asked.end(body)
  })
}

/** Once the servers answer. */
async function tokenOf(ask: Ask): Promise<string> {
  const credentials = { 'X-Storage-User': user, 'X-Storage-Pass': password }
  for (let tries = 0; tries < 100; tries += 1) {
    const answer = await ask('GET', '/auth/v1.0', credentials).catch(() => undefined)
    const token = answer?.headers['x-auth-token']
    if (typeof token === 'string') return token
    await setTimeout(200)
  }
  throw new Error('expected the S3 server to answer within 20 s')
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => void child.once('exit', resolve))
  child.kill()
  await ended
}
