import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { appendFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { inFolder } from '../end-to-end/in-folder.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { keyPair } from '../signing/signed-folder.js'
import { factsIn, files, passing } from './release-facts.js'

async function releaseIn(cwd: string): Promise<void> {
  await factsIn(cwd, 0)
  await keyPair(join(cwd, 'release.key'))
  const args = ['release', 'adapter', '--export', 'out', '--version', '1.2.0']
  const { exitCode, stderr } = await runLoradex([...args, '--key', 'release.key'], { cwd })
  assert.equal(exitCode, 0, stderr)
}

describe('publishing to a folder', () => {
  it('copies a release once, and it still verifies', async () => {
    await inFolder({ files, recipe: passing }, async (cwd) => {
      await releaseIn(cwd)
      const publish = ['publish', 'adapter', '--to', 'dir', '--out', 'files', '--json']
      const outcomes = [await runLoradex(publish, { cwd }), await runLoradex(publish, { cwd })]
      const existed = outcomes.map(
        ({ stdout }) => (JSON.parse(stdout) as { existed: boolean }).existed,
      )
      assert.deepEqual(existed, [false, true])
      const copy = 'files/geo-qa/1.2.0'
      const verify = ['verify', copy, '--key', 'release.key.pub']
      assert.equal((await runLoradex(verify, { cwd })).exitCode, 0)
      await appendFile(join(cwd, copy, 'README.md'), 'x')
      assert.equal((await runLoradex(verify, { cwd })).exitCode, 3)
      assert.deepEqual(await readdir(join(cwd, 'files', 'geo-qa')), ['1.2.0'])
    })
  })
})

describe('publishing a release that has changed', () => {
  const changes: Readonly<Record<string, (folder: string) => Promise<void>>> = {
    'adapter_model.safetensors changed': (folder) =>
      appendFile(join(folder, 'adapter_model.safetensors'), 'x'),
    'adapter_metadata.json changed': (folder) =>
      appendFile(join(folder, 'adapter_metadata.json'), '\n'),
    'README.md missing': (folder) => rm(join(folder, 'README.md')),
    'tokenizer_config.json not signed': (folder) =>
      writeFile(join(folder, 'tokenizer_config.json'), '{}'),
  }
  for (const [seen, change] of Object.entries(changes)) {
    it(`is refused before anything is written: ${seen}`, async () => {
      await inFolder({ files, recipe: passing }, async (cwd) => {
        await releaseIn(cwd)
        await change(join(cwd, 'adapter'))
        const before = await readdir(cwd)
        for (const args of [
          ['--to', 'dir', '--out', 'files'],
          ['--to', 'wandb', '--out', 'runs'],
          ['--to', 'mlflow', '--server', 'http://127.0.0.1:1'],
        ]) {
          const { exitCode, stderr } = await runLoradex(['publish', 'adapter', ...args], { cwd })
          assert.equal(exitCode, 3)
          assert.match(stderr, /signature\.mismatch/u)
          assert.ok(stderr.includes(`saw ${seen}\n`), stderr)
        }
        assert.deepEqual(await readdir(cwd), before)
      })
    })
  }

  it('takes what every tool leaves out, and sees that a copy has changed', async () => {
    await inFolder({ files, recipe: passing }, async (cwd) => {
      await releaseIn(cwd)
      await writeFile(join(cwd, 'adapter', '.gitattributes'), '*.safetensors filter=lfs\n')
      const publish = ['publish', 'adapter', '--to', 'dir', '--out', 'files']
      assert.equal((await runLoradex(publish, { cwd })).exitCode, 0)
      await appendFile(join(cwd, 'files/geo-qa/1.2.0/README.md'), 'x')
      const { exitCode, stderr } = await runLoradex(publish, { cwd })
      assert.equal(exitCode, 6)
      assert.match(stderr, /registry\.conflict/u)
    })
  })
})

/** A server that speaks as MLflow does, and lies about what it holds. */
async function withServer(
  answer: (path: string, response: ServerResponse) => void,
  use: (url: string) => Promise<void>,
): Promise<void> {
  const server = createServer(({ url = '' }, response) => answer(url, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  try {
    await use(`http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

describe('pulling from a server that lies', () => {
  const source = 'mlflow-artifacts:/1/run/artifacts/adapter'
  const cases: Readonly<Record<string, readonly [source: string, names: readonly string[]]>> = {
    'a name that leads out of the folder': [source, ['..']],
    'a name with a backslash': [source, ['a\\..\\b']],
    'an artifact of another server': ['https://example.com/adapter', []],
    'an artifact outside of the store': ['mlflow-artifacts:/../../etc', []],
    'a file of the machine': ['file:///etc', []],
    'no signature': [source, ['adapter_config.json']],
  }
  for (const [name, [where, names]] of Object.entries(cases)) {
    it(`leaves nothing behind: ${name}`, async () => {
      await inFolder({ files: {}, recipe: passing }, async (cwd) => {
        await keyPair(join(cwd, 'release.key'))
        const before = (await readdir(cwd)).toSorted()
        await withServer(
          (path, response) => {
            if (path.includes('model-versions/get')) {
              response.end(JSON.stringify({ model_version: { version: 1, source: where } }))
            } else if (path.includes('artifacts?')) {
              response.end(
                JSON.stringify({ files: names.map((each) => ({ path: each, is_dir: false })) }),
              )
            } else response.end('{}')
          },
          async (url) => {
            const pull = ['pull', 'mlflow:geo-qa/1', '--server', url, '--key', 'release.key.pub']
            const { exitCode, stderr } = await runLoradex(pull, { cwd })
            assert.notEqual(exitCode, 0)
            assert.match(stderr, /error (?:model|registry|signature)\./u)
          },
        )
        assert.deepEqual((await readdir(cwd)).toSorted(), before)
      })
    })
  }

  it('sends credentials nowhere else', async () => {
    await inFolder({ files: {}, recipe: passing }, async (cwd) => {
      await keyPair(join(cwd, 'release.key'))
      const asked: string[] = []
      await withServer(
        (path, response) => {
          asked.push(path)
          response.end('{}')
        },
        (other) =>
          withServer(
            (_, response) => {
              response.writeHead(302, { location: `${other}/stolen` })
              response.end()
            },
            async (url) => {
              const pull = ['pull', 'mlflow:geo-qa/1', '--server', url, '--key', 'release.key.pub']
              const env = { MLFLOW_TRACKING_TOKEN: 'hunter2' }
              const { exitCode, stderr } = await runLoradex(pull, { cwd, env })
              assert.equal(exitCode, 7)
              assert.doesNotMatch(stderr, /hunter2/u)
            },
          ),
      )
      assert.deepEqual(asked, [])
    })
  })
})

describe('a W&B run', () => {
  it('has the digests of its files and no copy of them', async () => {
    await inFolder({ files, recipe: passing }, async (cwd) => {
      await releaseIn(cwd)
      const { stdout } = await runLoradex(['publish', 'adapter', '--to', 'wandb'], { cwd })
      const [log = ''] = (await readdir(join(cwd, stdout.trim()))).filter((name) =>
        name.endsWith('.wandb'),
      )
      const bytes = await readFile(join(cwd, stdout.trim(), log))
      const weights = await readFile(join(cwd, 'adapter', 'adapter_model.safetensors'))
      assert.equal(bytes.subarray(0, 4).toString(), ':W&B')
      assert.ok(bytes.includes(createHash('md5').update(weights).digest('base64')))
      assert.ok(bytes.length < 10_000)
    })
  })
})
