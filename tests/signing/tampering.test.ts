// Everything that can be changed in a signed folder by one byte or one field.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readFile, rename, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { isLoradexError } from '#loradex/kernel/error.js'
import { attest, verifyModel, type SigningKey, type Statement } from '#loradex/provenance/index.js'
import { changeBundle, type AnyStatement } from './forge.js'
import { adapterFiles, inTemporary, keyPair, signedFolder } from './signed-folder.js'

const expected = new Set([
  'signature.invalid',
  'signature.mismatch',
  'signature.missing',
  'model.invalid',
])

/** The code of the refusal. Anything else than one, a crash too, fails. */
async function refused(folder: string, by: SigningKey, what: string): Promise<string> {
  try {
    await verifyModel({ folder, by })
  } catch (error) {
    assert.ok(isLoradexError(error) && expected.has(error.code), `${what}: ${String(error)}`)
    return error.code
  }
  throw new assert.AssertionError({ message: `${what} went through` })
}

/** A statement about the weights. */
function about(text: string): Statement {
  const sha256 = createHash('sha256').update(text).digest('hex')
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: 'adapter_model.safetensors', digest: { sha256 } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: {},
  }
}

describe('a change to a signed folder', () => {
  for (const curve of ['P-256', 'P-384', 'P-521'] as const) {
    it(`of one byte is caught, ${curve}`, async () => {
      await inTemporary(async (place) => {
        const { folder, publicKey } = await signedFolder(place, curve)
        let changes = 0
        for (const [name, text] of Object.entries({ ...adapterFiles, 'model.sig': '' })) {
          const path = join(folder, name)
          const whole = await readFile(path)
          // Every byte of short files, and some hundred of the signature.
          const step = name === 'model.sig' ? Math.ceil(whole.length / 240) : 7
          for (let at = 0; at < whole.length; at += step) {
            const bytes = Buffer.from(whole)
            bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 7))
            await writeFile(path, bytes)
            await refused(folder, publicKey, `byte ${at} of ${name}`)
            changes += 1
          }
          await writeFile(path, `${whole.toString('latin1')}!`, 'latin1')
          await refused(folder, publicKey, `one byte more in ${name}`)
          await writeFile(path, whole)
          if (text !== '' || name === 'model.sig') {
            await truncate(path, whole.length - 1)
            await refused(folder, publicKey, `one byte less in ${name}`)
          }
          await rm(path)
          await refused(folder, publicKey, `${name} gone`)
          await writeFile(path, whole)
          if (name !== 'model.sig') {
            await rename(path, `${path}.old`)
            await refused(folder, publicKey, `${name} renamed`)
            await rename(`${path}.old`, path)
          }
          changes += 4
        }
        await verifyModel({ folder, by: publicKey })
        assert.ok(changes >= 250, String(changes))
      })
    })
  }

  it('of one field is caught', async () => {
    await inTemporary(async (place) => {
      const { folder, publicKey } = await signedFolder(place)
      const whole = await readFile(join(folder, 'model.sig'), 'utf8')
      let changes = 0
      const forge = async (what: string, change: (statement: AnyStatement) => unknown) => {
        await changeBundle(folder, ({ dsseEnvelope }) => {
          const text = Buffer.from(dsseEnvelope.payload, 'base64').toString()
          const statement = JSON.parse(text) as AnyStatement
          change(statement)
          const payload = Buffer.from(JSON.stringify(statement)).toString('base64')
          Object.assign(dsseEnvelope, { payload })
        })
        await refused(folder, publicKey, what)
        await writeFile(join(folder, 'model.sig'), whole)
        changes += 1
      }
      for (const index of Object.keys(adapterFiles).keys()) {
        const each = (change: (one: { name: string; digest: string }) => unknown) =>
          forge(`file ${index}`, ({ predicate }) => {
            const one = predicate.resources[index]
            if (one) change(one)
          })
        await each((one) => Object.assign(one, { name: `${one.name}x` }))
        await each((one) => Object.assign(one, { digest: one.digest.replace(/^./u, 'g') }))
        await each((one) => Object.assign(one, { digest: `${one.digest.slice(1)}0` }))
        await each((one) => Object.assign(one, { algorithm: 'sha512' }))
        await forge(`without ${index}`, ({ predicate }) => predicate.resources.splice(index, 1))
      }
      await forge('type', (statement) => Object.assign(statement, { _type: 'x' }))
      await forge('predicate', (statement) => Object.assign(statement, { predicateType: 'x' }))
      await forge('subject', ({ subject }) => Object.assign(subject[0] ?? {}, { name: 'x' }))
      await forge('method', ({ predicate }) =>
        Object.assign(predicate.serialization, { method: 'x' }),
      )
      await forge('ignored', ({ predicate }) =>
        Object.assign(predicate.serialization, { ignore_paths: ['adapter_config.json'] }),
      )
      assert.ok(changes >= 50, String(changes))
    })
  })

  it('of what the signer states beside it is caught', async () => {
    await inTemporary(async (place) => {
      const { folder, publicKey, privateKey } = await signedFolder(place)
      const path = join(folder, 'provenance.intoto.jsonl')
      const weights = adapterFiles['adapter_model.safetensors'] ?? ''
      const line = attest(about(weights), privateKey)
      const claims = async (text: string | Buffer) => {
        await writeFile(path, text)
        return (await verifyModel({ folder, by: publicKey })).claims
      }
      assert.deepEqual(await claims(`${line}\n`), { bySigner: 1, byOthers: 0 })
      const whole = Buffer.from(line)
      const [from, to] = [line.indexOf('"keyid":"') + 9, line.length - '"}]}'.length]
      for (let at = 0; at < whole.length; at += 3) {
        const bytes = Buffer.from(whole)
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 7))
        await writeFile(path, bytes)
        // The name of the key is a hint: nothing rests on it as long as the signature is right.
        const isHint = at >= from && at < to
        if (!isHint) await refused(folder, publicKey, `byte ${at} of a statement`)
      }
      await writeFile(path, attest(about(`${weights}!`), privateKey))
      await refused(folder, publicKey, 'a statement about other weights')
      const other = await keyPair(join(place, 'other.key'))
      const foreign = attest(about('x'), other.privateKey)
      assert.deepEqual(await claims(`${line}\n${foreign}\n`), { bySigner: 1, byOthers: 1 })
    })
  })
})
