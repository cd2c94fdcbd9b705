import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { metricsOf, paramsOf, tagsOf } from '#loradex/integrations/mlflow/mlflow-facts.js'
import type { PublishedRelease } from '#loradex/integrations/published-release.js'
import { buildLineage } from '#loradex/provenance/lineage/build-lineage.js'
import { inFolder } from '../end-to-end/in-folder.js'
import { factsIn, files, passing } from './release-facts.js'

/** A character of two UTF-16 units over every edge. */
const long = `a${'🦊'.repeat(6000)}`

describe('what MLflow is told', () => {
  it('keeps its limits of keys and values', async () => {
    await inFolder({ files, recipe: passing }, async (folder) => {
      const facts = await factsIn(folder, 0)
      const { metadata } = facts.adapter
      const training_config = { ...metadata.training_config, dataset_name: long }
      const metrics = ['eval_loss', 'a'.repeat(251), 'per/row at k=1', 'f1'].map((name) => ({
        name,
        value: 1,
      }))
      const adapter = {
        ...facts.adapter,
        license: long,
        metrics,
        metadata: { ...metadata, base_model_name: long, parent_adapter_id: '', training_config },
      }
      const published: PublishedRelease = {
        folder,
        files: [],
        data: undefined,
        adapter,
        graph: buildLineage(facts),
        digest: 'a'.repeat(64),
      }
      const pairs = [...tagsOf(published), ...paramsOf(published)]
      for (const { key, value } of pairs) {
        assert.match(key, /^[\w.]{1,250}$/u)
        assert.ok(value.length > 0 && value.length <= 5000 && value.isWellFormed(), key)
      }
      const cut = pairs.filter(({ value }) => value.length === 5000).map(({ key }) => key)
      assert.deepEqual(cut, ['loradex.base', 'loradex.license', 'dataset_name'])
      assert.equal(new Set(pairs.map(({ key }) => key)).size, pairs.length)
      assert.ok(!pairs.some(({ key }) => key === 'loradex.parent'))
      assert.deepEqual(
        metricsOf(published).map(({ key }) => key),
        ['eval_loss', 'f1'],
      )
    })
  })
})
