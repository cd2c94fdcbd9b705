// Each row of the table of traps between tools, and of what hostile folders and signatures hold.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { signEnvelope } from '#loradex/provenance/signing/envelope.js'
import { changeBundle, changeStatement, readSignature, statementOf } from './forge.js'
import { refusal } from './refusal.js'
import { inTemporary, keyPair, signedFolder } from './signed-folder.js'

describe('a model signature', () => {
  it('lists files by code points, and its root digest is over them in this order', async () => {
    await inTemporary(async (place) => {
      const { folder } = await signedFolder(place)
      const statement = statementOf(await readSignature(folder))
      const { resources } = statement.predicate
      const names = resources.map(({ name }) => name)
      assert.deepEqual(names.slice(1, 4), ['a-b', 'a.b', 'a/x'])
      const root = createHash('sha256')
      for (const { digest } of resources) root.update(digest, 'hex')
      assert.equal(statement.subject[0]?.digest['sha256'], root.digest('hex'))
    })
  })

  it('verifies whatever the order of its files', async () => {
    await inTemporary(async (place) => {
      const { folder, privateKey, publicKey } = await signedFolder(place)
      await changeStatement(folder, privateKey, (statement) => {
        statement.predicate.resources.reverse()
        const root = createHash('sha256')
        for (const { digest } of statement.predicate.resources) root.update(digest, 'hex')
        const [subject] = statement.subject
        if (subject) subject.digest = { sha256: root.digest('hex') }
      })
      assert.equal(await refusal(folder, publicKey), 'verified')
    })
  })

  it('has nothing in the bundle but what the reference knows, and names the key by its PEM', async () => {
    await inTemporary(async (place) => {
      const { folder, privatePath } = await signedFolder(place)
      const bundle = await readSignature(folder)
      assert.deepEqual(Object.keys(bundle), ['mediaType', 'verificationMaterial', 'dsseEnvelope'])
      const pem = await readFile(`${privatePath}.pub`)
      const hint = createHash('sha256').update(pem).digest('hex')
      assert.deepEqual(bundle.verificationMaterial, { publicKey: { hint }, tlogEntries: [] })
      const { serialization } = statementOf(bundle).predicate
      assert.deepEqual(
        [serialization['method'], serialization['hash_type'], serialization['allow_symlinks']],
        ['files', 'sha256', false],
      )
      assert.ok((serialization['ignore_paths'] as string[]).includes('.cache'))
    })
  })

  const bundles: Readonly<Record<string, Parameters<typeof changeBundle>[1]>> = {
    'of another media type': (bundle) => {
      bundle.mediaType = 'application/vnd.dev.sigstore.bundle.v0.3.1+json'
    },
    'with an unknown member': (bundle) => Object.assign(bundle, { loradex: 1 }),
    'with an unknown member in its material': (bundle) =>
      Object.assign(bundle.verificationMaterial, { x: 1 }),
    'with entries of a log that nobody checks': (bundle) =>
      Object.assign(bundle.verificationMaterial, { tlogEntries: [{}] }),
    'with two signatures': ({ dsseEnvelope }) =>
      Object.assign(dsseEnvelope, {
        signatures: [...dsseEnvelope.signatures, ...dsseEnvelope.signatures],
      }),
    'without signatures': ({ dsseEnvelope }) => Object.assign(dsseEnvelope, { signatures: [] }),
    'with a foreign character in base64': ({ dsseEnvelope }) =>
      Object.assign(dsseEnvelope, {
        payload: `${dsseEnvelope.payload.slice(0, 4)}*${dsseEnvelope.payload.slice(4)}`,
      }),
    'with a line break in base64': ({ dsseEnvelope }) =>
      Object.assign(dsseEnvelope, { payload: `${dsseEnvelope.payload}\n` }),
    'without padding': ({ dsseEnvelope }) =>
      Object.assign(dsseEnvelope, {
        signatures: [{ sig: `${dsseEnvelope.signatures[0]?.sig.replace(/=+$/u, '')}A` }],
      }),
    'with a member twice': (bundle) =>
      JSON.stringify(bundle).replace('{"mediaType"', '{"mediaType":"x","mediaType"'),
    'that is no JSON': () => 'signed, believe me',
    'that is empty': () => '',
    'of a depth that exhausts parsers': () => '['.repeat(100_000),
  }
  for (const [name, change] of Object.entries(bundles)) {
    it(`is refused ${name}`, async () => {
      await inTemporary(async (place) => {
        const { folder, publicKey } = await signedFolder(place)
        await changeBundle(folder, change)
        assert.match(await refusal(folder, publicKey), /^signature\.invalid/u)
      })
    })
  }

  it('is refused for another payload type, although the key has signed it', async () => {
    await inTemporary(async (place) => {
      const { folder, privateKey, publicKey } = await signedFolder(place)
      await changeBundle(folder, (bundle) => {
        const payload = Buffer.from(bundle.dsseEnvelope.payload, 'base64')
        bundle.dsseEnvelope = signEnvelope(payload, privateKey, { payloadType: 'text/plain' })
      })
      assert.match(await refusal(folder, publicKey), /expected the payload type/u)
    })
  })

  it('is taken without a hint, as from before version 1.0, and URL-safe', async () => {
    await inTemporary(async (place) => {
      const { folder, publicKey } = await signedFolder(place)
      await changeBundle(folder, (bundle) => {
        bundle.verificationMaterial = { publicKey: {} }
        const [signature] = bundle.dsseEnvelope.signatures
        const sig = signature?.sig.replaceAll('+', '-').replaceAll('/', '_') ?? ''
        bundle.dsseEnvelope = { ...bundle.dsseEnvelope, signatures: [{ sig }] }
      })
      assert.equal(await refusal(folder, publicKey), 'verified')
    })
  })

  it('is refused by another key, and by another key under a forged hint', async () => {
    await inTemporary(async (place) => {
      const { folder } = await signedFolder(place)
      const other = await keyPair(join(place, 'other.key'))
      assert.match(await refusal(folder, other.publicKey), /one by another key$/u)
      await changeBundle(folder, (bundle) => {
        bundle.verificationMaterial = { publicKey: { hint: '' } }
      })
      assert.match(await refusal(folder, other.publicKey), /saw something else$/u)
    })
  })
})

describe('a statement that the key has signed', () => {
  const refused: Readonly<
    Record<string, readonly [Parameters<typeof changeStatement>[2], RegExp]>
  > = {
    'lists a file twice': [
      ({ predicate }) => predicate.resources.push(...predicate.resources.slice(0, 1)),
      /listed twice|another one/u,
    ],
    'has two subjects': [({ subject }) => subject.push(...subject), /saw 2/u],
    'is of another predicate': [
      (statement) => Object.assign(statement, { predicateType: 'https://slsa.dev/provenance/v1' }),
      /statement of another type/u,
    ],
    'is of another statement type': [
      (statement) => Object.assign(statement, { _type: 'https://in-toto.io/Statement/v0.1' }),
      /at _type/u,
    ],
    'has another root digest': [
      ({ subject }) => Object.assign(subject[0]?.digest ?? {}, { sha256: 'a'.repeat(64) }),
      /digest of all digests/u,
    ],
    'hashes by shards': [
      ({ predicate }) => Object.assign(predicate.serialization, { method: 'shards' }),
      /shards by sha256/u,
    ],
    'hashes by BLAKE2': [
      ({ predicate }) => Object.assign(predicate.serialization, { hash_type: 'blake2b' }),
      /files by blake2b/u,
    ],
    'lists a file by another algorithm': [
      ({ predicate }) => Object.assign(predicate.resources[0] ?? {}, { algorithm: 'md5' }),
      /at resources\.0\.algorithm/u,
    ],
    'leads out of the folder': [
      ({ predicate }) => Object.assign(predicate.resources[0] ?? {}, { name: '../release.key' }),
      /within the model/u,
    ],
    'has an absolute path': [
      ({ predicate }) => Object.assign(predicate.resources[0] ?? {}, { name: '/etc/passwd' }),
      /within the model/u,
    ],
    'has an upper-case digest': [
      ({ predicate }) => Object.assign(predicate.resources[0] ?? {}, { digest: 'A'.repeat(64) }),
      /at resources\.0\.digest/u,
    ],
    'lists nothing': [
      ({ predicate }) => Object.assign(predicate, { resources: [] }),
      /at resources/u,
    ],
    'is no JSON': [() => 'null and void', /in-toto statement/u],
  }
  for (const [name, [change, expected]] of Object.entries(refused)) {
    it(`is refused when it ${name}`, async () => {
      await inTemporary(async (place) => {
        const { folder, privateKey, publicKey } = await signedFolder(place)
        await changeStatement(folder, privateKey, change)
        const said = await refusal(folder, publicKey)
        assert.match(said, /^signature\.invalid/u)
        assert.match(said, expected)
      })
    })
  }

  it('may hold what a later version says', async () => {
    await inTemporary(async (place) => {
      const { folder, privateKey, publicKey } = await signedFolder(place)
      await changeStatement(folder, privateKey, ({ predicate }) =>
        Object.assign(predicate, { model_card: { x: 1 } }),
      )
      assert.equal(await refusal(folder, publicKey), 'verified')
    })
  })

  it('cannot make a verifier blind to a file', async () => {
    await inTemporary(async (place) => {
      const { folder, privateKey, publicKey } = await signedFolder(place)
      await changeStatement(folder, privateKey, ({ predicate }) => {
        ;(predicate.serialization['ignore_paths'] as string[]).push('tokenizer_config.json', '.')
      })
      await writeFile(join(folder, 'tokenizer_config.json'), '{"auto_map":{}}')
      assert.match(await refusal(folder, publicKey), /tokenizer_config\.json not signed$/u)
      assert.equal(await refusal(folder, publicKey, { allowUnsigned: true }), 'verified')
    })
  })
})
