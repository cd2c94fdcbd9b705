import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { isLoradexError } from '#loradex/kernel/error.js'
import {
  readCertificates,
  readPrivateKey,
  readPublicKey,
  signModel,
  verifyModel,
} from '#loradex/provenance/index.js'
import { changeBundle } from './forge.js'
import { inTemporary, keyPair, makeCertificates, writeFiles } from './signed-folder.js'

const skip =
  spawnSync('openssl', ['version']).status === 0 ? false : 'openssl is needed to make certificates'

describe('a signature by certificate', { skip }, () => {
  it('is as good as the root that vouches for it', async () => {
    await inTemporary(async (place) => {
      await makeCertificates(place)
      const folder = join(place, 'adapter')
      await writeFiles(folder)
      const certificates = async (...names: readonly string[]) =>
        (
          await Promise.all(
            names.map((name) => readCertificates({ path: join(place, `${name}.pem`) })),
          )
        ).flat()
      const said = async (leaf: string, between: readonly string[], root: string) => {
        const key = await readPrivateKey({ path: join(place, `${leaf}.key`) })
        const chain = await certificates(leaf, ...between)
        await signModel({ folder, key, certificate: { chain } })
        const by = { roots: await certificates(root) }
        return verifyModel({ folder, by }).then(
          ({ certificate }) => certificate?.subject ?? '',
          (error: unknown) => (isLoradexError(error) ? error.message.replace(/^.*saw /u, '') : ''),
        )
      }
      assert.equal(await said('leaf', ['between'], 'root'), 'CN=leaf')
      assert.equal(await said('leaf', [], 'between'), 'CN=leaf')
      assert.equal(await said('leaf', ['between', 'other'], 'root'), 'CN=leaf')
      const none = 'one that none does'
      assert.equal(await said('leaf', [], 'root'), none, 'a link of the chain is missing')
      assert.equal(await said('leaf', ['between'], 'other'), none, 'another root')
      assert.equal(
        await said('leaf', ['between', 'root'], 'other'),
        none,
        'a root that vouches for itself',
      )
      assert.equal(
        await said('of-leaf', ['no-authority'], 'root'),
        none,
        'a signer is no authority',
      )
      assert.equal(await said('too-deep', ['deep'], 'short'), none, 'a path that is too long')
      assert.equal(await said('tls', ['between'], 'root'), 'one for other uses')
      assert.equal(await said('new', ['between'], 'root'), 'CN=new')
      assert.equal(await said('leaf', ['between', 'odd-ca'], 'root'), 'CN=leaf', 'not in the chain')
      assert.equal(await said('odd', ['between'], 'root'), 'one with 1.2.3.4')
      assert.equal(await said('of-odd-ca', ['odd-ca'], 'root'), 'one with 1.2.3.4')
      assert.equal(await said('of-odd-root', [], 'odd-root'), 'one with 1.2.3.4')
      assert.equal(await said('of-names', ['names'], 'root'), 'one with 2.5.29.30')
      assert.equal(await said('of-loose-names', ['loose-names'], 'root'), 'one with 2.5.29.30')
    })
  })

  it('is refused where a key must have signed, and the other way round', async () => {
    await inTemporary(async (place) => {
      await makeCertificates(place)
      const folder = join(place, 'adapter')
      await writeFiles(folder)
      const pair = await keyPair(join(place, 'release.key'))
      const roots = await readCertificates({ path: join(place, 'root.pem') })
      await signModel({ folder, key: pair.privateKey })
      await assert.rejects(verifyModel({ folder, by: { roots } }), /saw one by key/u)
      const chain = await readCertificates({ path: join(place, 'leaf.pem') })
      const key = await readPrivateKey({ path: join(place, 'leaf.key') })
      await signModel({ folder, key, certificate: { chain } })
      await assert.rejects(verifyModel({ folder, by: pair.publicKey }), /saw one by certificate/u)
      await changeBundle(folder, (bundle) => {
        bundle.verificationMaterial = {
          x509CertificateChain: { certificates: [{ rawBytes: 'AAAA' }] },
        }
      })
      await assert.rejects(verifyModel({ folder, by: { roots } }), /expected certificates/u)
    })
  })

  it('takes no other files for keys and certificates', async () => {
    await inTemporary(async (place) => {
      await makeCertificates(place)
      await writeFile(join(place, 'no.pem'), 'nothing')
      const leaf = join(place, 'leaf.pem')
      for (const [read, seen] of [
        [() => readCertificates({ path: join(place, 'no.pem') }), /saw none$/u],
        [() => readCertificates({ path: join(place, 'leaf.key') }), /saw none$/u],
        [() => readPrivateKey({ path: leaf }), /saw a certificate$/u],
        [() => readPublicKey({ path: leaf }), /saw a certificate$/u],
        [() => readPublicKey({ path: join(place, 'leaf.key') }), /saw a private key$/u],
        [() => readPrivateKey({ path: place }), /saw no file$/u],
      ] as const) {
        await assert.rejects(read(), (error) => isLoradexError(error) && seen.test(error.message))
      }
    })
  })
})
