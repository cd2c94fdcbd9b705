import assert from 'node:assert/strict'
import { createPrivateKey, createPublicKey, generateKeyPairSync, verify } from 'node:crypto'
import { describe, it } from 'node:test'
import { decodeBase64 } from './base64.js'
import { openEnvelope, signEnvelope, type Envelope } from './envelope.js'
import { preAuthEncoding } from './pae.js'

/** https://github.com/secure-systems-lab/dsse/blob/master/protocol.md#test-vectors */
const vector = {
  type: 'http://example.com/HelloWorld',
  body: Buffer.from('hello world'),
  encoded: 'DSSEv1 29 http://example.com/HelloWorld 11 hello world',
  x: 46950820868899156662930047687818585632848591499744589407958293238635476079160n,
  y: 5640078356564379163099075877009565129882514886557779369047442380624545832820n,
  d: 97358161215184420915383655311931858321456579547487070936769975997791359926199n,
  signature:
    'A3JqsQGtVsJ2O2xqrI5IcnXip5GToJ3F+FnZ+O88SjtR6rDAajabZKciJTfUiHqJPcIAriEGAHTVeCUjW2JIZA==',
}

const coordinate = (value: bigint): string =>
  Buffer.from(value.toString(16).padStart(64, '0'), 'hex').toString('base64url')
const jwk = { kty: 'EC', crv: 'P-256', x: coordinate(vector.x), y: coordinate(vector.y) }
const publicKey = createPublicKey({ key: jwk, format: 'jwk' })

describe('DSSE', () => {
  it('encodes what is signed as its specification shows', () => {
    assert.equal(preAuthEncoding(vector.type, vector.body).toString(), vector.encoded)
    assert.equal(preAuthEncoding('é', Buffer.from('日本')).toString(), 'DSSEv1 2 é 6 日本')
    assert.equal(preAuthEncoding('', Buffer.alloc(0)).toString(), 'DSSEv1 0  0 ')
  })

  it('verifies the signature of its specification', () => {
    const signature = decodeBase64(vector.signature) ?? Buffer.alloc(0)
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const
    assert.ok(verify('sha256', preAuthEncoding(vector.type, vector.body), key, signature))
  })

  it('signs with the key of its specification what it opens with the public one', () => {
    const key = createPrivateKey({ key: { ...jwk, d: coordinate(vector.d) }, format: 'jwk' })
    const envelope = signEnvelope(
      vector.body,
      { key, curve: 'P-256' },
      { payloadType: vector.type },
    )
    assert.equal(envelope.payload, 'aGVsbG8gd29ybGQ=')
    const opened = openEnvelope(envelope, { key: publicKey, curve: 'P-256' }, 'x')
    assert.deepEqual(opened, vector.body)
  })

  it('opens what one of several has signed, and nothing for a stranger', () => {
    const [ours, others] = [0, 1].map(() => generateKeyPairSync('ec', { namedCurve: 'secp384r1' }))
    assert.ok(ours && others)
    const first = signEnvelope(vector.body, { key: others.privateKey, curve: 'P-384' })
    const second = signEnvelope(vector.body, { key: ours.privateKey, curve: 'P-384' })
    const both = { ...first, signatures: [...first.signatures, ...second.signatures] }
    const open = (envelope: Envelope) =>
      openEnvelope(envelope, { key: ours.publicKey, curve: 'P-384' }, 'x')
    assert.deepEqual(open(both), vector.body)
    assert.equal(open(first), undefined)
    assert.equal(open({ ...both, payloadType: 'text/plain' }), undefined)
  })
})

describe('base64', () => {
  it('has one spelling for each text', () => {
    for (const text of ['aGVsbG8=', 'aGVsbG8', '', 'AA==', '-_-_', '+/+/']) {
      const fits = text === 'aGVsbG8' ? undefined : Buffer.from(text, 'base64')
      assert.deepEqual(decodeBase64(text), fits, text)
    }
    for (const text of ['aGVs*bG8=', 'aGVsbG9=', 'aGVsbG8==', 'A', 'a b=', 'AA==\n', '+_+_', '=']) {
      assert.equal(decodeBase64(text), undefined, text)
    }
  })
})
