// The reference implementation, model-signing from PyPI, in .partners/.
import assert from 'node:assert/strict'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { before, describe, it } from 'node:test'
import {
  readCertificates,
  readPrivateKey,
  signModel,
  verifyModel,
  type SigningKey,
} from '#loradex/provenance/index.js'
import { askPython, pythonOf } from '#tools/python-partner.mjs'
import { inTemporary, keyPair, makeCertificates, writeFiles } from '../signing/signed-folder.js'

type Answers = Readonly<Record<string, Readonly<Record<'ours' | 'theirs' | 'changed', string>>>>

const curves = ['P-256', 'P-384', 'P-521'] as const

describe('model_signing, the reference', () => {
  const why = whyNot()
  let answers: Answers = {}
  const verified = new Map<string, number>()

  before(async () => {
    if (why) return
    await inTemporary(async (folder) => {
      const keys = new Map<string, SigningKey>()
      for (const curve of curves) {
        const place = join(folder, curve)
        await mkdir(place)
        const pair = await keyPair(join(place, 'private.pem'), curve)
        await copyFile(join(place, 'private.pem.pub'), join(place, 'public.pem'))
        keys.set(curve, pair.publicKey)
        await writeFiles(join(place, 'ours'))
        await writeFiles(join(place, 'theirs'))
        await signModel({ folder: join(place, 'ours'), key: pair.privateKey })
        // What a download leaves behind.
        await mkdir(join(place, 'ours', '.cache', 'huggingface'), { recursive: true })
        await writeFile(join(place, 'ours', '.cache', 'huggingface', 'x.lock'), '')
      }
      const place = join(folder, 'certificate')
      await makeCertificates(place)
      await writeFiles(join(place, 'ours'))
      await writeFiles(join(place, 'theirs'))
      const chain = [
        ...(await readCertificates({ path: join(place, 'leaf.pem') })),
        ...(await readCertificates({ path: join(place, 'between.pem') })),
      ]
      const key = await readPrivateKey({ path: join(place, 'leaf.key') })
      await signModel({ folder: join(place, 'ours'), key, certificate: { chain } })

      answers = askPython('signing', 'reference_signing.py', [folder]) as Answers

      for (const [curve, by] of keys) {
        const { files } = await verifyModel({ folder: join(folder, curve, 'theirs'), by })
        verified.set(curve, files.length)
      }
      const roots = await readCertificates({ path: join(place, 'root.pem') })
      const { files } = await verifyModel({ folder: join(place, 'theirs'), by: { roots } })
      verified.set('certificate', files.length)
    })
  })

  for (const method of [...curves, 'certificate']) {
    it(`verifies what we sign: ${method}`, { skip: why ?? false }, () => {
      assert.equal(answers[method]?.ours, 'ok')
      assert.match(answers[method].changed, /ValueError/u)
    })

    it(`signs what we verify: ${method}`, { skip: why ?? false }, () => {
      assert.equal(answers[method]?.theirs, 'ok')
      assert.equal(verified.get(method), 9)
    })
  }
})

function whyNot(): string | undefined {
  try {
    pythonOf('signing')
    return undefined
  } catch {
    return 'model-signing cannot be installed here'
  }
}
