import { execFileSync } from 'node:child_process'
import { copyFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import {
  generateKey,
  readPrivateKey,
  readPublicKey,
  signModel,
  type Curve,
  type SigningKey,
} from '#loradex/provenance/index.js'

/** Names that tools sort differently, or cannot spell. */
export const adapterFiles: Readonly<Record<string, string>> = {
  'adapter_config.json': '{"peft_type":"LORA","r":8}',
  'adapter_model.safetensors': 'weights, as far as a signature cares',
  'README.md': '# An adapter\n',
  'a/x': '1',
  'a.b': '2',
  'a-b': '3',
  'col:on': 'c',
  empty: '',
  'é 日本 😀.txt': 'names beyond ASCII',
}

export interface KeyPair {
  readonly privatePath: string
  readonly privateKey: SigningKey
  readonly publicKey: SigningKey
}

export async function inTemporary<Result>(
  use: (folder: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'signing-'))
  try {
    return await use(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string>> = adapterFiles,
): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true })
    await writeFile(join(folder, name), text)
  }
}

export async function keyPair(path: string, curve: Curve = 'P-256'): Promise<KeyPair> {
  await generateKey({ path, curve })
  return {
    privatePath: path,
    privateKey: await readPrivateKey({ path }),
    publicKey: await readPublicKey({ path: `${path}.pub` }),
  }
}

/** A folder `adapter` that is signed, and the key that did it. */
export async function signedFolder(
  within: string,
  curve: Curve = 'P-256',
): Promise<KeyPair & { readonly folder: string }> {
  const folder = join(within, 'adapter')
  await writeFiles(folder)
  const keys = await keyPair(join(within, 'release.key'), curve)
  await signModel({ folder, key: keys.privateKey })
  return { ...keys, folder }
}

/** A root, one that it vouches for, a signer (of `leafKey`, if there is one), and some that must not pass. */
export async function makeCertificates(folder: string, leafKey?: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  const run = (line: string): unknown =>
    execFileSync('openssl', line.split(' '), { cwd: folder, stdio: 'pipe' })
  await writeFile(
    join(folder, 'ca.ext'),
    'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign\n',
  )
  await writeFile(
    join(folder, 'leaf.ext'),
    'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=codeSigning\n',
  )
  await writeFile(
    join(folder, 'tls.ext'),
    'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,keyAgreement\nextendedKeyUsage=serverAuth\n',
  )
  await writeFile(
    join(folder, 'short.ext'),
    'basicConstraints=critical,CA:TRUE,pathlen:0\nkeyUsage=critical,keyCertSign\n',
  )
  for (const [name, kind, line] of [
    ['odd-leaf', 'leaf', '1.2.3.4=critical,ASN1:NULL'],
    ['odd-ca', 'ca', '1.2.3.4=critical,ASN1:NULL'],
    ['new-leaf', 'leaf', '1.2.3.4=ASN1:NULL\nsubjectAltName=critical,DNS:example.com'],
    ['names', 'ca', 'nameConstraints=critical,permitted;DNS:example.org'],
    ['loose-names', 'ca', 'nameConstraints=permitted;DNS:example.org'],
  ] as const) {
    const text = await readFile(join(folder, `${kind}.ext`), 'utf8')
    await writeFile(join(folder, `${name}.ext`), `${text}${line}\n`)
  }
  const request = (name: string): void => {
    if (name === 'leaf' && leafKey !== undefined) copyFileSync(leafKey, join(folder, 'leaf.key'))
    else run(`ecparam -name prime256v1 -genkey -noout -out ${name}.key`)
    run(`req -new -key ${name}.key -subj /CN=${name} -out ${name}.csr`)
  }
  const issue = (name: string, by: string, kind: string): void => {
    request(name)
    run(
      `x509 -req -in ${name}.csr -CA ${by}.pem -CAkey ${by}.key -CAcreateserial -days 30 -extfile ${kind}.ext -out ${name}.pem`,
    )
  }
  for (const [name, kind] of [
    ['root', 'ca'],
    ['short', 'short'],
    ['other', 'ca'],
    ['odd-root', 'odd-ca'],
  ] as const) {
    request(name)
    run(
      `x509 -req -in ${name}.csr -signkey ${name}.key -days 30 -extfile ${kind}.ext -out ${name}.pem`,
    )
  }
  issue('between', 'root', 'ca')
  issue('leaf', 'between', 'leaf')
  issue('tls', 'between', 'tls')
  issue('no-authority', 'root', 'leaf')
  issue('of-leaf', 'no-authority', 'leaf')
  issue('deep', 'short', 'ca')
  issue('too-deep', 'deep', 'leaf')
  issue('odd', 'between', 'odd-leaf')
  issue('new', 'between', 'new-leaf')
  for (const kind of ['odd-ca', 'names', 'loose-names']) {
    issue(kind, 'root', kind)
    issue(`of-${kind}`, kind, 'new-leaf')
  }
  issue('of-odd-root', 'odd-root', 'leaf')
}
