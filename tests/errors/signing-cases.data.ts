import { rm, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateKey } from '#loradex/provenance/index.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import type { ErrorCase } from './error-case.js'

const brokenKey = {
  'release.key.pub': `-----BEGIN PUBLIC KEY-----
MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEaf8w9Vs0mL2Hq/Um8LeGHIDZpCIR
-----END PUBLIC KEY-----
`,
}

const adapter = { 'adapter/adapter_config.json': '{"peft_type":"LORA"}\n' }

function signing(name: string, args: readonly string[], more: Partial<ErrorCase> = {}): ErrorCase {
  return { name, files: adapter, args, ...more }
}

/** A signed adapter and its key, and what then becomes of it. */
function signed(then?: (folder: string) => Promise<void>): Pick<ErrorCase, 'prepare'> {
  return {
    async prepare(folder) {
      await generateKey({ path: join(folder, 'release.key') })
      await runLoradex(['sign', 'adapter', '--key', 'release.key'], { cwd: folder })
      await then?.(folder)
    },
  }
}

const verify = ['verify', 'adapter', '--key', 'release.key.pub']

export const signingCases: readonly ErrorCase[] = [
  signing('No key to sign with', ['sign', 'adapter']),
  signing('A key that is not there', ['sign', 'adapter', '--key', 'release.key']),
  signing('A public key to sign with', ['sign', 'adapter', '--key', 'release.key.pub'], signed()),
  signing('A key that is broken', verify, { files: { ...adapter, ...brokenKey } }),
  signing('A private key to verify with', ['verify', 'adapter', '--key', 'release.key'], signed()),
  signing('An encrypted key without its passphrase', ['sign', 'adapter', '--key', 'locked.key'], {
    prepare: async (folder) => {
      await generateKey({ path: join(folder, 'locked.key'), passphrase: 'wr0ng' })
    },
  }),
  signing('A key that is there already', ['keys', 'generate', 'release.key'], signed()),
  signing('A curve that is none', ['keys', 'generate', 'release.key', '--curve', 'P-224']),
  signing('Nobody to trust', ['verify', 'adapter']),
  signing('Certificates that are none', ['verify', 'adapter', '--root', 'root.pem'], {
    files: { ...adapter, 'root.pem': 'nothing\n' },
  }),
  signing('A folder that is not there', ['sign', 'adaptr', '--key', 'release.key'], signed()),
  signing(
    'A link in the folder',
    verify,
    signed(async (folder) => {
      await rm(join(folder, 'adapter', 'adapter_config.json'))
      await symlink('/etc/hostname', join(folder, 'adapter', 'adapter_config.json'))
    }),
  ),
  signing(
    'No signature',
    verify,
    signed((folder) => rm(join(folder, 'adapter', 'model.sig'))),
  ),
  signing(
    'A signature that is none',
    verify,
    signed((folder) => writeFile(join(folder, 'adapter', 'model.sig'), 'signed, believe me\n')),
  ),
  signing(
    'A signature by a certificate that nobody vouches for',
    ['verify', 'adapter', '--root', 'root.pem'],
    signed((folder) => writeFile(join(folder, 'root.pem'), selfSigned)),
  ),
  signing('A file that was changed, one that is missing, one that is new', verify, {
    files: { ...adapter, 'adapter/README.md': '# x\n', 'adapter/NOTICE': 'x\n' },
    ...signed(async (folder) => {
      await writeFile(join(folder, 'adapter', 'README.md'), '# y\n')
      await rm(join(folder, 'adapter', 'NOTICE'))
      await writeFile(join(folder, 'adapter', 'tokenizer_config.json'), '{}\n')
    }),
  }),
]

/** Of a key that is thrown away. */
const selfSigned = `-----BEGIN CERTIFICATE-----
MIIBdjCCARugAwIBAgIUFvsRrhHc4Af7o4UkreoksHvHS1owCgYIKoZIzj0EAwIw
DzENMAsGA1UEAwwEcm9vdDAgFw0yNjExMjkxODI1MzBaGA8yMTI2MTEwNTE4MjUz
MFowDzENMAsGA1UEAwwEcm9vdDBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABAj6
LIwS3QZGCAZsmcOM1ZjufMvANlb+USQDigFWU5QrbronTaqPh775+uyi8SVpYZ15
NPrlB+5avKowGpc86GWjUzBRMB0GA1UdDgQWBBQ3WcypJXZ6vrMYCizEs2zycMMx
OjAfBgNVHSMEGDAWgBQ3WcypJXZ6vrMYCizEs2zycMMxOjAPBgNVHRMBAf8EBTAD
AQH/MAoGCCqGSM49BAMCA0kAMEYCIQDZljHVgayOxrtML/fBdp1fdBTg2th6rjly
c8hS7gQ63QIhANxcw54attswOL/+WXPRB+ZdJsvYVU2UPhcdF54w4p3W
-----END CERTIFICATE-----
`
