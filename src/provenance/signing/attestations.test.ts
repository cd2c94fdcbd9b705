import assert from 'node:assert/strict'
import { generateKeyPairSync } from 'node:crypto'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { isLoradexError } from '../../kernel/error.js'
import { appendAttestation, attest, openAttestations } from './attestations.js'
import { signEnvelope } from './envelope.js'
import type { SigningKey } from './read-key.js'
import type { Statement } from './statement.js'

function newKey(): { readonly own: SigningKey; readonly known: SigningKey } {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  return { own: { key: privateKey, curve: 'P-256' }, known: { key: publicKey, curve: 'P-256' } }
}

function about(name: string): Statement {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name, digest: { sha256: '0'.repeat(64) } }],
    predicateType: 'https://slsa.dev/provenance/v1',
    predicate: { name },
  }
}

const ours = newKey()
const theirs = newKey()

describe('a file of attestations', () => {
  it('gives the statements of one signer, whatever the order of lines', () => {
    const lines = [
      attest(about('a'), ours.own),
      attest(about('b'), theirs.own),
      attest(about('c'), ours.own),
    ]
    for (const order of [lines, lines.toReversed()]) {
      const { statements, byOthers } = openAttestations(
        Buffer.from(order.join('\n')),
        ours.known,
        'x.intoto.jsonl',
      )
      assert.deepEqual(
        new Set(statements.map(({ subject }) => subject[0]?.name)),
        new Set(['a', 'c']),
      )
      assert.equal(byOthers, 1)
    }
  })

  it('holds no other payloads, and nothing that is no statement', () => {
    const other = JSON.stringify(
      signEnvelope(Buffer.from('x'), ours.own, { payloadType: 'text/plain' }),
    )
    const opened = openAttestations(Buffer.from(other), ours.known, 'x')
    assert.deepEqual(opened, { statements: [], byOthers: 1 })
    const junk = JSON.stringify(signEnvelope(Buffer.from('{"_type":"x"}'), ours.own))
    for (const text of [junk, '{"payload":"eA=="}', 'x', attest(about('a'), ours.own).slice(1)]) {
      assert.throws(
        () => openAttestations(Buffer.from(text), ours.known, 'x'),
        (error) => isLoradexError(error) && error.code === 'signature.invalid',
      )
    }
  })

  it('grows by a line, and by none that it has', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'attestations-'))
    try {
      const path = join(folder, 'provenance.intoto.jsonl')
      const [first, second] = [attest(about('a'), ours.own), attest(about('b'), ours.own)]
      for (const line of [first, second, first]) await appendAttestation(path, line)
      assert.equal(await readFile(path, 'utf8'), `${first}\n${second}\n`)
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})
