import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { appendFile, cp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { adapterPage } from '#loradex/provenance/release/page/adapter-page.js'
import {
  attest,
  openAttestations,
  planRelease,
  verifyModel,
  type ReleasePlan,
} from '#loradex/provenance/index.js'
import { inFolder } from '../end-to-end/in-folder.js'
import { runLoradex } from '../end-to-end/run-loradex.js'
import { keyPair } from '../signing/signed-folder.js'
import { factsIn, files, passing, recipe } from './release-facts.js'

async function shaOf(path: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(path))
    .digest('hex')
}

function many<Item>(item: Item): readonly Item[] {
  return Array.from({ length: 3000 }, () => item)
}

async function changeByte(path: string): Promise<void> {
  const bytes = await readFile(path)
  bytes[20] = (bytes[20] ?? 0) ^ 1
  await writeFile(path, bytes)
}

async function planIn(folder: string): Promise<ReleasePlan> {
  await factsIn(folder, 0)
  return planRelease({
    folder: join(folder, 'adapter'),
    exportFolder: join(folder, 'out'),
    version: '1.2.0',
    releasedAt: new Date('2026-01-02T03:04:05Z'),
    loradexVersion: '0.1.0',
  })
}

describe('loradex release', () => {
  const release = [
    'release',
    'adapter',
    '--export',
    'out',
    '--version',
    '1.2.0',
    '--changelog',
    'More questions',
    '--license',
    'Apache-2.0',
  ]

  it('leaves a folder that verifies, with its weights as they were', async () => {
    await inFolder({ files, recipe: passing }, async (cwd) => {
      await factsIn(cwd, 0)
      const folder = join(cwd, 'adapter')
      const { publicKey } = await keyPair(join(cwd, 'release.key'))
      const weights = ['adapter_model.safetensors', 'adapter_config.json'].map((name) =>
        join(folder, name),
      )
      const before = await Promise.all(weights.map(shaOf))
      const { exitCode, stderr } = await runLoradex([...release, '--key', 'release.key'], { cwd })
      assert.equal(exitCode, 0, stderr)
      assert.deepEqual(await Promise.all(weights.map(shaOf)), before)
      assert.deepEqual((await readdir(folder)).toSorted(), [
        'README.md',
        'adapter.html',
        'adapter_config.json',
        'adapter_metadata.json',
        'adapter_model.safetensors',
        'eu-training-summary.md',
        'lineage.json',
        'lineage.openlineage.jsonl',
        'mlbom.cdx.json',
        'model.sig',
        'provenance.intoto.jsonl',
      ])
      const verified = await verifyModel({ folder, by: publicKey })
      assert.equal(verified.files.length, 9)
      const metadata = JSON.parse(
        await readFile(join(folder, 'adapter_metadata.json'), 'utf8'),
      ) as {
        readonly adapter_version: string
        readonly training: { readonly num_samples: number; readonly lora_rank: number }
        readonly 'loradex:changelog': readonly { readonly changes: readonly string[] }[]
      }
      assert.equal(metadata.adapter_version, '1.2.0')
      assert.deepEqual(metadata.training.num_samples, 3)
      assert.deepEqual(metadata['loradex:changelog'][0]?.changes, ['More questions'])

      const claims = join(folder, 'provenance.intoto.jsonl')
      const { statements } = openAttestations(await readFile(claims), publicKey, 'x')
      const subjects = statements.at(-1)?.subject.map(({ name, digest }) => [name, digest.sha256])
      assert.deepEqual(
        subjects?.find(([name]) => name === 'adapter_model.safetensors')?.[1],
        before[0],
      )

      // Once more: claims of others stay, ours are not doubled.
      const other = await keyPair(join(cwd, 'other.key'))
      const [first] = statements
      assert.ok(first)
      await appendFile(claims, `${attest(first, other.privateKey)}\n`)
      assert.equal((await runLoradex([...release, '--key', 'release.key'], { cwd })).exitCode, 0)
      const again = openAttestations(await readFile(claims), publicKey, 'x')
      assert.deepEqual([again.statements.length, again.byOthers], [statements.length, 1])
      await verifyModel({ folder, by: publicKey })
    })
  })

  it('writes nothing in a dry run, and nothing when a check fails', async () => {
    // Where they are not listed, they are read before anything is checked.
    const output = { digests: 'sha256' }
    await inFolder({ files, recipe: { ...passing, output } }, async (cwd) => {
      await factsIn(cwd, 0)
      await keyPair(join(cwd, 'release.key'))
      const folder = join(cwd, 'adapter')
      const before = await readdir(folder)
      const dry = await runLoradex([...release, '--dry-run'], { cwd })
      assert.equal(dry.exitCode, 0, dry.stderr)
      assert.match(dry.stdout, /^passed +data +3 samples as the manifest says$/mu)
      const bad = release.map((word) => (word === '1.2.0' ? '1.2' : word))
      const [shard = ''] = (await readdir(join(cwd, 'out'))).filter((name) =>
        name.startsWith('train'),
      )
      for (const [args, spoil, said] of [
        [bad, () => {}, /failed +metadata +\/adapter_version/u],
        [
          release,
          () => changeByte(join(cwd, 'out', shard)),
          /failed .* is not what the manifest says/u,
        ],
        [release, () => rm(join(cwd, 'out', shard)), undefined],
      ] as const) {
        await spoil()
        const { exitCode, stdout } = await runLoradex([...args, '--key', 'release.key'], { cwd })
        assert.notEqual(exitCode, 0)
        if (said) assert.match(stdout, said)
        assert.deepEqual(await readdir(folder), before)
      }
    })
  })

  it('writes nothing where a name could not be signed', async () => {
    await inFolder({ files, recipe: passing }, async (cwd) => {
      await factsIn(cwd, 0)
      await keyPair(join(cwd, 'release.key'))
      const folder = join(cwd, 'adapter')
      await writeFile(join(folder, 'aux.json'), '{}')
      const before = await readdir(folder)
      for (const more of [['--dry-run'], ['--key', 'release.key']]) {
        const { exitCode, stderr } = await runLoradex([...release, ...more], { cwd })
        assert.equal(exitCode, 2)
        assert.match(stderr, /model\.invalid: .* saw "aux\.json"$/mu)
      }
      assert.deepEqual(await readdir(folder), before)
    })
  })

  it('is refused for data whose gates failed', async () => {
    await inFolder({ files, recipe }, async (cwd) => {
      await factsIn(cwd)
      const { exitCode, stdout } = await runLoradex([...release, '--dry-run'], { cwd })
      assert.equal(exitCode, 3)
      assert.match(stdout, /failed .*max_drop_rate/u)
    })
  })

  it('keeps a card that somebody wrote', async () => {
    await inFolder({ files, recipe: passing }, async (cwd) => {
      await factsIn(cwd, 0)
      await keyPair(join(cwd, 'release.key'))
      const card = join(cwd, 'adapter', 'README.md')
      await writeFile(card, '# Ours\n')
      const { stderr } = await runLoradex([...release, '--key', 'release.key'], { cwd })
      assert.match(stderr, /somebody wrote it/u)
      assert.equal(await readFile(card, 'utf8'), '# Ours\n')
    })
  })

  it('is refused when the version says less than what has changed since the parent', async () => {
    await inFolder({ files, recipe: passing }, async (cwd) => {
      await factsIn(cwd, 0)
      await keyPair(join(cwd, 'release.key'))
      const first = await runLoradex([...release, '--key', 'release.key'], { cwd })
      assert.equal(first.exitCode, 0, first.stderr)
      await cp(join(cwd, 'adapter'), join(cwd, 'next'), { recursive: true })
      const config = join(cwd, 'next', 'adapter_config.json')
      const base = 'HuggingFaceTB/SmolLM2-360M-Instruct'
      const text = await readFile(config, 'utf8')
      await writeFile(config, text.replace('HuggingFaceTB/SmolLM2-135M-Instruct', base))
      const next = ['release', 'next', '--export', 'out', '--parent', 'adapter', '--dry-run']
      const step = async (version: string) => {
        const args = [...next, '--version', version, '--changelog', 'Another base']
        const { exitCode, stdout } = await runLoradex(args, { cwd })
        return { exitCode, said: /^\w+ +version +(.*)$/mu.exec(stdout)?.[1] ?? stdout }
      }
      const small = await step('1.3.0')
      assert.equal(small.exitCode, 3, small.said)
      assert.match(small.said, /expected 2\.0\.0 or above, a major step, saw 1\.3\.0/u)
      const large = await step('2.0.0')
      assert.equal(large.exitCode, 0, large.said)
    })
  })

  it('takes metadata of the export where training left none', async () => {
    await inFolder({ files, recipe: passing }, async (cwd) => {
      await factsIn(cwd, 0)
      await rm(join(cwd, 'adapter', 'adapter_metadata.json'))
      const { stdout } = await runLoradex([...release, '--dry-run'], { cwd })
      assert.match(stdout, /geo-qa 1\.2\.0 for HuggingFaceTB/u)
    })
  })
})

describe('the page of an adapter', () => {
  it('has its sections, and neither scripts nor addresses to load from', async () => {
    await inFolder({ files, recipe: passing }, async (folder) => {
      const page = adapterPage(await planIn(folder))
      const ids = Array.from(page.matchAll(/<section id="(\w+)"/gu), ([, id]) => id)
      assert.deepEqual(ids, [
        'verdict',
        'identity',
        'engines',
        'data',
        'evaluation',
        'lineage',
        'files',
      ])
      assert.doesNotMatch(page, /<script|https?:\/\/(?!www\.w3\.org\/2000\/svg)|url\(/u)
    })
  })

  it('stays below 150 KB and shows hostile texts as texts', async () => {
    await inFolder({ files, recipe: passing }, async (folder) => {
      const plan = await planIn(folder)
      const bad = `</style><script>alert(1)</script>\u202e${'\u0000'.repeat(5000)}`
      const { adapter, data } = plan.facts
      assert.ok(data)
      const { source } = data.manifest
      const page = adapterPage({
        ...plan,
        verdicts: many({ check: 'x', verdict: 'warned' as const, details: many(bad) }),
        engines: [{ engine: 'vLLM', version: '1', fit: 'refuses', reasons: many(bad) }],
        facts: {
          ...plan.facts,
          adapter: {
            ...adapter,
            license: bad,
            metadata: { ...adapter.metadata, adapter_id: bad, base_model_name: bad },
            files: many({ name: bad, bytes: 1, sha256: 'a'.repeat(64) }),
            metrics: many({ name: bad, value: 1 }),
          },
          data: {
            ...data,
            manifest: {
              ...data.manifest,
              source: {
                ...source,
                inputs: many({ input: bad, parts: 1, records: 1, records_sha256: 'a' }),
              },
            },
          },
        },
      })
      assert.ok(Buffer.byteLength(page) <= 150_000, String(Buffer.byteLength(page)))
      assert.doesNotMatch(page, /<script|\u202e/u)
    })
  })
})
