import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { closeSync, existsSync, openSync } from 'node:fs'
import { mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises'
import { platform } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { exportIn, inFolder, jsonLines } from './in-folder.js'
import { mainFile, runLoradex } from './run-loradex.js'
import { digestsOf, readExport } from './read-export.js'

const records = Array.from({ length: 50 }, (_, n) => ({ question: `q${n}`, answer: `answer ${n}` }))
const files = { 'in.jsonl': jsonLines(records) }
const recipe = { source: { type: 'jsonl', path: 'in.jsonl' }, quality: { min_text_length: 0 } }

describe('loradex export', () => {
  it('prints where the data is on stdout, and everything else on stderr', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      const { stdout, stderr } = await exportIn(folder)
      assert.equal(stdout, `${join(folder, 'out')}\n`)
      assert.match(stderr, /^read +50 {2}in /u)
    })
  })

  it('prints the report with --json, and nothing else on stdout', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      const { stdout } = await exportIn(folder, { args: ['--json'] })
      const report = JSON.parse(stdout) as { counts: unknown; run: { path: string } }
      assert.deepEqual(report.counts, { read: 50, emitted: 50, dropped: {} })
      assert.equal(report.run.path, join(folder, 'out'))
    })
  })

  it('reads only the first records with --limit', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      const { manifest, allLines } = await exportIn(folder, { args: ['--limit', '7'] })
      assert.equal(manifest.counts.read, 7)
      assert.match(allLines[6] ?? '', /"q6"/u)
    })
  })

  it('writes nothing with --dry-run', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      const argv = ['export', '--dry-run', '--json', '--out', 'out']
      const { exitCode, stdout } = await runLoradex(argv, { cwd: folder })
      const { samples, read } = JSON.parse(stdout) as { samples: string[]; read: number }
      assert.deepEqual([exitCode, samples.length, read], [0, 3, 50])
      assert.deepEqual((await readdir(folder)).toSorted(), ['in.jsonl', 'loradex.yaml'])
    })
  })

  it('says with --dry-run which rule drops a record', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      const set = ['--set', 'field_mapping.output_field=response']
      const { stdout } = await runLoradex(['export', '--dry-run', ...set], { cwd: folder })
      assert.match(stdout, /^looked at 50 records, 0 would be kept$/mu)
      assert.match(
        stdout,
        /^ {2}in\.jsonl:1: missing-field, field_mapping\.output_field allows .*, saw missing$/mu,
      )
    })
  })

  it('calls the recipe what the command line calls it', async () => {
    await inFolder({ files, recipe: 'sorce: 1\n' }, async (folder) => {
      const { stderr } = await runLoradex(['export', './loradex.yaml'], { cwd: folder })
      assert.match(
        stderr,
        /^error recipe\.invalid: \.\/loradex\.yaml:1:1 sorce: unknown key, did you mean source\?/u,
      )
    })
  })

  it('takes keys of the recipe with --set, the last one counts', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      const sets = ['quality.min_text_length=10', 'quality.min_text_length=9']
      const { manifest } = await exportIn(folder, { args: sets.flatMap((set) => ['--set', set]) })
      assert.equal(manifest.counts.dropped['text-too-short'], 10)
    })
  })

  it('misses a gate with exit 3 and the reason; the data is written', async () => {
    const gates = { min_samples: 51, max_drop_rate: 0 }
    await inFolder({ files, recipe: { ...recipe, gates } }, async (folder) => {
      const { stderr, allLines } = await exportIn(folder, { exitCode: 3 })
      assert.match(stderr, /^gate min_samples FAILED: 50, at least 51$/mu)
      assert.match(stderr, /^gate max_drop_rate passed: 0, at most 0$/mu)
      assert.equal(allLines.length, 50)
    })
  })

  it('replaces an earlier export with --force only', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      await exportIn(folder)
      const before = await digestsOf(join(folder, 'out'))
      const argv = ['export', '--out', 'out', '--limit', '3']
      const refused = await runLoradex(argv, { cwd: folder })
      assert.equal(refused.exitCode, 6)
      assert.match(refused.stderr, /saw an earlier export\nhint: .*--force/u)
      assert.deepEqual(await digestsOf(join(folder, 'out')), before)
      assert.equal((await exportIn(folder, { args: ['--limit', '3', '-f'] })).allLines.length, 3)
    })
  })

  it('never replaces anything but an export', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      await mkdir(join(folder, 'out'))
      await writeFile(join(folder, 'out', 'thesis.txt'), 'precious')
      const argv = ['export', '--out', 'out', '--force']
      assert.equal((await runLoradex(argv, { cwd: folder })).exitCode, 6)
      assert.deepEqual(await readdir(join(folder, 'out')), ['thesis.txt'])
    })
  })

  it('keeps an earlier export when the new one fails', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      await exportIn(folder)
      const before = await digestsOf(join(folder, 'out'))
      await writeFile(join(folder, 'bad.jsonl'), Buffer.from([0x1f, 0x8b, 8, 0]))
      const argv = ['export', '--out', 'out', '--force', '--set', 'source.path=bad.jsonl']
      assert.equal((await runLoradex(argv, { cwd: folder })).exitCode, 7)
      assert.deepEqual(await digestsOf(join(folder, 'out')), before)
    })
  })

  it('dates adapter metadata by SOURCE_DATE_EPOCH, with the samples counted', async () => {
    const adapter_metadata = { enable_tracking: true, adapter_id: 'a' }
    await inFolder({ files, recipe: { ...recipe, adapter_metadata } }, async (folder) => {
      await exportIn(folder, { env: { SOURCE_DATE_EPOCH: '86400' } })
      const text = await readFile(join(folder, 'out', 'adapter_metadata.json'), 'utf8')
      assert.match(text, /1970-01-02T00:00:00/u)
      assert.match(text, /"num_samples": 50/u)
    })
  })
})

describe('a limit on addresses', { skip: platform() !== 'linux' && 'Linux keeps it' }, () => {
  it('leaves the bytes as they are', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      await exportIn(folder)
      const without = await digestsOf(join(folder, 'out'))
      const limited = ['-c', 'ulimit -v 4000000 && exec "$@"', 'sh', process.execPath, mainFile]
      const { status, stderr } = spawnSync('sh', [...limited, 'export', '--force', '--explain'], {
        cwd: folder,
        encoding: 'utf8',
      })
      assert.equal(status, 0, stderr)
      assert.match(stderr, /no byte lane/u)
      assert.deepEqual(await digestsOf(join(folder, 'out')), without)
    })
  })
})

describe(
  'standard output that is full',
  { skip: !existsSync('/dev/full') && 'no /dev/full' },
  () => {
    it('is told, and the data is there', async () => {
      await inFolder({ files, recipe }, async (folder) => {
        const full = openSync('/dev/full', 'w')
        const { status, stderr } = spawnSync(process.execPath, [mainFile, 'export', '--quiet'], {
          cwd: folder,
          stdio: ['ignore', full, 'pipe'],
          encoding: 'utf8',
        })
        closeSync(full)
        assert.equal(
          stderr,
          'error export.disk-failed: standard output: expected to write to it, saw ENOSPC\n' +
            'hint: Free some space, or print to another place.\n',
        )
        assert.equal(status, 7)
        assert.ok((await readdir(join(folder, 'out'))).includes('manifest.json'))
      })
    })
  },
)

describe('a target that is a symbolic link', { skip: platform() === 'win32' }, () => {
  for (const [place, before] of [
    ['a folder', 'big'],
    ['nothing yet', undefined],
  ] as const) {
    it(`stays one, to ${place}, and has the export where it leads`, async () => {
      await inFolder({ files, recipe }, async (folder) => {
        if (before !== undefined) await mkdir(join(folder, before))
        await symlink('big', join(folder, 'out'))
        await exportIn(folder)
        await exportIn(folder, { args: ['--force'] })
        assert.equal(await readlink(join(folder, 'out')), 'big')
        assert.ok((await readdir(join(folder, 'big'))).includes('manifest.json'))
        assert.deepEqual(
          (await readdir(folder)).filter((name) => name.endsWith('.loradex')),
          [],
        )
      })
    })
  }
})

describe('the files of an export', () => {
  it('are cut by shard_bytes, before the line that would make one larger', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      const { manifest } = await exportIn(folder, { args: ['--set', 'output.shard_bytes=600'] })
      assert.ok(manifest.shards.length > 3)
      assert.ok(manifest.shards.every(({ bytes }) => bytes <= 600))
      assert.match(manifest.shards[0]?.file ?? '', /^train-00000-of-000\d\d\.jsonl$/u)
    })
  })

  it('are cut by shard_records, whichever of both comes first', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      const args = ['--set', 'output.shard_records=20']
      const { manifest } = await exportIn(folder, { args })
      assert.deepEqual(
        manifest.shards.map((shard) => shard.records),
        [20, 20, 10],
      )
      const small = await exportIn(folder, {
        args: [...args, '--set', 'output.shard_bytes=600'],
        target: 'small',
      })
      const sizes = small.manifest.shards
      assert.ok(
        sizes.length > 3 && sizes.every((shard) => shard.records <= 20 && shard.bytes <= 600),
      )
    })
  })

  for (const [compression, suffix] of Object.entries({ gzip: '.gz', zstd: '.zst' })) {
    it(`hold the same lines with ${compression}, and the same bytes each time`, async () => {
      await inFolder({ files, recipe }, async (folder) => {
        const args = ['--set', `output.compression=${compression}`]
        const plain = await exportIn(folder)
        const first = await exportIn(folder, { args, target: 'first' })
        await exportIn(folder, { args, target: 'second' })
        assert.deepEqual(first.allLines, plain.allLines)
        assert.ok(first.manifest.shards.every(({ file }) => file.endsWith(`.jsonl${suffix}`)))
        const digests = await digestsOf(join(folder, 'first'))
        assert.deepEqual(await digestsOf(join(folder, 'second')), digests)
      })
    })
  }

  it('hold the rejected records themselves on request', async () => {
    const bad = Buffer.from([0x7b, 0xff])
    await inFolder({ files: { 'in.jsonl': bad }, recipe }, async (folder) => {
      const { rejects } = await exportIn(folder, {
        args: ['--set', 'output.include_rejected_records=true'],
      })
      const [reject] = rejects
      assert.ok(reject && 'record_base64' in reject)
      assert.equal(reject.record_base64, bad.toString('base64'))
    })
  })

  it('hold the measures of each sample with track_per_sample', async () => {
    const quality_metrics = { enable_metrics: true, track_per_sample: true }
    await inFolder({ files, recipe: { ...recipe, quality_metrics } }, async (folder) => {
      const { perSample } = await exportIn(folder)
      assert.equal(perSample.length, 50)
      const line = '{"at":"in.jsonl:1","split":"train","length":8,'
      assert.ok(perSample[0]?.startsWith(line), perSample[0])
    })
  })

  it('can be exported again', async () => {
    await inFolder({ files, recipe }, async (folder) => {
      const { allLines } = await exportIn(folder)
      const argv = ['export', '--out', 'again', '--set', 'source.path=out/train-*.jsonl']
      const mapping = ['instruction_field=instruction', 'output_field=output']
      const sets = mapping.flatMap((each) => ['--set', `field_mapping.${each}`])
      const { exitCode, stderr } = await runLoradex([...argv, ...sets], { cwd: folder })
      assert.equal(exitCode, 0, stderr)
      assert.deepEqual((await readExport(join(folder, 'again'))).allLines, allLines)
    })
  })
})
