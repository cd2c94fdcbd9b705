// LORADEX_MLFLOW=1 starts a real MLflow server, which takes most of a minute.
import assert from 'node:assert/strict'
import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from 'node:process'
import { describe, it } from 'node:test'
import { verifyModel } from '#loradex/provenance/index.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { inFolder } from '../end-to-end/in-folder.js'
import { keyPair } from '../signing/signed-folder.js'
import { factsIn, files, passing } from '../provenance/release-facts.js'
import { startMlflow } from './mlflow-server.js'

const skip = env['LORADEX_MLFLOW'] === '1' ? false : 'LORADEX_MLFLOW=1 starts a server'

interface Answer {
  readonly model_version: {
    readonly version: string
    readonly run_id: string
    readonly source: string
    readonly tags: readonly { readonly key: string; readonly value: string }[]
  }
  readonly run: {
    readonly data: {
      readonly params: readonly { readonly key: string; readonly value: string }[]
      readonly metrics: readonly { readonly key: string; readonly value: number }[]
    }
    readonly inputs: {
      readonly dataset_inputs: readonly {
        readonly dataset: {
          readonly name: string
          readonly digest: string
          readonly schema: string
        }
      }[]
    }
  }
}

describe('MLflow', { skip }, () => {
  it('registers a release once, and gives it back as it was signed', async () => {
    await inFolder({ files, recipe: passing }, async (cwd) => {
      const server = await startMlflow(cwd)
      try {
        await factsIn(cwd, 0)
        const { publicKey } = await keyPair(join(cwd, 'release.key'))
        const release = [
          'release',
          'adapter',
          '--export',
          'out',
          '--key',
          'release.key',
          '--version',
        ]
        const metadata = join(cwd, 'adapter', 'adapter_metadata.json')
        const document = JSON.parse(await readFile(metadata, 'utf8')) as object
        const evaluation = [
          { metric: 'eval_loss', value: 0.03, dataset: { name: 'geo', split: 'test' } },
        ]
        await writeFile(metadata, JSON.stringify({ ...document, 'loradex:evaluation': evaluation }))
        assert.equal((await runLoradex([...release, '1.2.0'], { cwd })).exitCode, 0)

        const publish = ['publish', 'adapter', '--to', 'mlflow', '--server', server.url]
        const said = async (...more: readonly string[]) => {
          const { stdout, stderr, exitCode } = await runLoradex([...publish, ...more], { cwd })
          return { at: stdout.trim(), exitCode, stderr }
        }
        const first = await said('--alias', 'champion')
        assert.deepEqual([first.at, first.exitCode], ['mlflow:geo-qa/1', 0], first.stderr)
        const again = await said('--alias', 'champion')
        assert.deepEqual([again.at, again.exitCode], ['mlflow:geo-qa/1', 0])
        assert.match(again.stderr, /there already/u)

        const ask = async (path: string): Promise<Answer> =>
          (await (await fetch(`${server.url}/api/2.0/mlflow/${path}`)).json()) as Answer
        const { model_version: model } = await ask(
          'registered-models/alias?name=geo-qa&alias=champion',
        )
        const tags = Object.fromEntries(model.tags.map(({ key, value }) => [key, value]))
        assert.equal(tags['loradex.version'], '1.2.0')
        const { run } = await ask(`runs/get?run_id=${model.run_id}`)
        assert.ok(run.data.params.some(({ key, value }) => key === 'epochs' && value === '3'))
        assert.deepEqual(
          run.data.metrics.map(({ key, value }) => [key, value]),
          [['eval_loss', 0.03]],
        )
        const [input] = run.inputs.dataset_inputs
        assert.equal(input?.dataset.name, 'geo | faq')
        assert.match(input.dataset.schema, /"name": ?"instruction"/u)

        const from = ['--server', server.url, '--key', 'release.key.pub']
        const pull = ['pull', 'mlflow:geo-qa@champion', ...from]
        const pulled = await runLoradex([...pull, '--out', 'copy'], { cwd })
        assert.equal(pulled.exitCode, 0, pulled.stderr)
        await verifyModel({ folder: join(cwd, 'copy'), by: publicKey })
        const names = (await readdir(join(cwd, 'copy'))).toSorted()
        assert.deepEqual(names, (await readdir(join(cwd, 'adapter'))).toSorted())
        assert.equal((await runLoradex([...pull, '--out', 'copy'], { cwd })).exitCode, 6)

        // The same version with other files is refused; the next one is taken.
        assert.equal(
          (await runLoradex([...release, '1.2.0', '--license', 'MIT'], { cwd })).exitCode,
          0,
        )
        assert.deepEqual([(await said()).exitCode], [6])
        assert.equal((await runLoradex([...release, '1.3.0'], { cwd })).exitCode, 0)
        assert.equal((await said()).at, 'mlflow:geo-qa/2')

        // What the server holds has changed: nothing appears.
        const put = `${server.url}/api/2.0/mlflow-artifacts/artifacts`
        const found = await ask('model-versions/get?name=geo-qa&version=2')
        const path = found.model_version.source.replace(/^mlflow-artifacts:\/+/u, '')
        await fetch(`${put}/${path}/adapter_config.json`, { method: 'PUT', body: '{}' })
        const spoilt = await runLoradex(['pull', 'mlflow:geo-qa/2', ...from, '--out', 'bad'], {
          cwd,
        })
        assert.equal(spoilt.exitCode, 3, spoilt.stderr)
        assert.deepEqual(
          (await readdir(cwd)).filter((name) => name.includes('bad')),
          [],
        )
        const none = await runLoradex(['pull', 'mlflow:geo-qa/9', ...from, '--out', 'none'], {
          cwd,
        })
        assert.equal(none.exitCode, 5, none.stderr)
      } finally {
        await server.stop()
        await rm(join(cwd, 'm.db'), { force: true })
      }
    })
  })
})
