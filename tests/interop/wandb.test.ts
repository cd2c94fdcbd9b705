// The SDK of Weights & Biases syncs what we write, to a stub of its server.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { pythonOf } from '#tools/python-partner.mjs'
import { inFolder } from '../end-to-end/in-folder.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { factsIn, files, passing } from '../provenance/release-facts.js'
import { keyPair } from '../signing/signed-folder.js'
import { startWandbStub } from './wandb-stub.js'

interface ArtifactInput {
  readonly artifactCollectionName: string
  readonly artifactTypeName: string
  readonly digest: string
  readonly metadata: string
  readonly aliases: readonly { readonly alias: string }[]
}

describe('an offline run of Weights & Biases', () => {
  const why = whyNot()

  it('is synced by the SDK, with all files of the release', { skip: why ?? false }, async () => {
    await inFolder({ files, recipe: passing }, async (cwd) => {
      await factsIn(cwd, 0)
      await keyPair(join(cwd, 'release.key'))
      // Long enough that a record goes over the end of a block.
      await writeFile(join(cwd, 'adapter', 'NOTES.md'), 'x'.repeat(200_000))
      for (let number = 0; number < 400; number += 1) {
        await writeFile(join(cwd, 'adapter', `sample-${number}.txt`), String(number))
      }
      const release = ['release', 'adapter', '--export', 'out', '--version', '1.2.0']
      const metadata = join(cwd, 'adapter', 'adapter_metadata.json')
      const document = JSON.parse(await readFile(metadata, 'utf8')) as object
      const evaluation = [
        { metric: 'eval_loss', value: 0.03, dataset: { name: 'geo', split: 'test' } },
      ]
      await writeFile(metadata, JSON.stringify({ ...document, 'loradex:evaluation': evaluation }))
      assert.equal((await runLoradex([...release, '--key', 'release.key'], { cwd })).exitCode, 0)

      const publish = ['publish', 'adapter', '--to', 'wandb']
      const first = await runLoradex(publish, { cwd })
      assert.equal(first.exitCode, 0, first.stderr)
      const again = await runLoradex(publish, { cwd })
      assert.equal(again.stdout, first.stdout)
      assert.match(again.stderr, /there already/u)

      const stub = await startWandbStub()
      try {
        const said = await sync(cwd, first.stdout.trim(), stub.url)
        const asked = (name: string) =>
          stub.asked.find(({ operationName }) => operationName === name)?.variables
        const run = asked('UpsertBucket')
        assert.equal(run?.['displayName'], 'geo-qa 1.2.0', said)
        assert.match(String(run['config']), /"lora_rank":\{"value":8\}/u)
        const input = asked('CreateArtifact')?.['input'] as ArtifactInput
        assert.equal(input.artifactCollectionName, 'geo-qa')
        assert.deepEqual(
          input.aliases.map(({ alias }) => alias),
          ['latest', 'v1.2.0'],
        )
        assert.match(input.metadata, /"adapter_version":"1\.2\.0"/u)
        assert.equal(
          stub.asked.filter(({ operationName }) => operationName === 'CommitArtifact').length,
          1,
        )

        // The SDK has read every file where we said it is, and found what we said it holds.
        const uploaded = [...stub.uploads.keys()].filter((name) => name.startsWith('artifact/'))
        assert.equal(uploaded.length, 412, said)
        const weights = stub.uploads.get('artifact/adapter_model.safetensors')
        assert.deepEqual(weights, await readFile(join(cwd, 'adapter', 'adapter_model.safetensors')))
        const manifest = JSON.parse(stub.uploads.get('manifest')?.toString() ?? '') as {
          readonly contents: Readonly<Record<string, { readonly digest: string }>>
        }
        const lines = Object.entries(manifest.contents)
          .toSorted(([left], [right]) => (left < right ? -1 : 1))
          .map(([name, { digest }]) => `${name}:${digest}\n`)
        const digest = createHash('md5').update(`wandb-artifact-manifest-v1\n${lines.join('')}`)
        assert.equal(input.digest, digest.digest('hex'))
        assert.match(stub.uploads.get('wandb-summary.json')?.toString() ?? '', /"eval_loss":0\.03/u)
      } finally {
        await stub.stop()
      }
    })
  })
})

async function sync(cwd: string, run: string, url: string): Promise<string> {
  const program = join(dirname(pythonOf('wandb')), 'wandb')
  const child = spawn(program, ['sync', '--yes', run], {
    cwd,
    env: {
      PATH: process.env['PATH'],
      HOME: cwd,
      WANDB_BASE_URL: url,
      WANDB_API_KEY: 'a'.repeat(40),
      WANDB_CACHE_DIR: join(cwd, 'cache'),
      WANDB_CONFIG_DIR: join(cwd, 'config'),
      WANDB_DATA_DIR: join(cwd, 'data'),
    },
    timeout: 60_000,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ])
  return out + err
}

function whyNot(): string | undefined {
  try {
    pythonOf('wandb')
    return undefined
  } catch {
    return 'wandb cannot be installed here'
  }
}
