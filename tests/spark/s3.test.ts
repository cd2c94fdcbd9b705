// LORADEX_SPARK=1: from a bucket into a bucket, over S3A. Needs swift-proxy, swift-account, swift-container
// and swift-object of Debian.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { env } from 'node:process'
import { after, before, describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { startTreeHash } from '#loradex/kernel/tree-hash.js'
import { exportIn, inFolder } from '../end-to-end/in-folder.js'
import { exportOnSpark } from './compare-engines.js'
import { hardRecords, manyRecords, recipe } from './records.js'
import { hasSwift, startS3Server, type S3Server } from './s3-server.js'

const skip =
  env['LORADEX_SPARK'] !== '1'
    ? 'LORADEX_SPARK=1 takes some minutes'
    : hasSwift
      ? false
      : 'apt-get install swift-proxy swift-account swift-container swift-object'

describe('an export by Spark over S3A', { skip }, () => {
  let server: S3Server
  before(async () => (server = await startS3Server()))
  after(() => server.stop())

  it('has the same shards as a local one', () => {
    const { 'data/a.jsonl': a = '', 'data/c.jsonl': c = '' } = hardRecords()
    const files = {
      'data/a.jsonl': a,
      'data/b.jsonl.gz': gzipSync(manyRecords(9000, 12_000)),
      'data/c.jsonl': c,
    }
    const local = recipe.replace('*.jsonl', '*')
    return inFolder({ files, recipe: local }, async (folder) => {
      for (const [name, bytes] of Object.entries(files)) await server.put(name, bytes)
      const { manifest } = await exportIn(folder, { target: 'local' })
      const remote = local.replace("'data/*'", 's3a://data/data/*')
      await writeFile(join(folder, 'loradex.yaml'), remote)
      const conf = server.conf.flatMap((setting) => ['--spark-conf', setting])
      const args = ['--out', 's3a://data/out', ...conf]
      const there = await exportOnSpark(folder, 'local[2]', args)
      assert.equal(there.exitCode, 0, there.stderr)
      const made = JSON.parse(String(await server.get('out/manifest.json'))) as typeof manifest
      assert.deepEqual(made.shards, manifest.shards)
      assert.deepEqual(made.counts, manifest.counts)
      assert.equal((await server.get('out/_SUCCESS')).length, 0)
      for (const { file, sha256_tree } of made.shards) {
        const tree = startTreeHash()
        tree.update(await server.get(`out/${file}`))
        assert.equal(tree.hex(), sha256_tree)
      }
    })
  })
})
