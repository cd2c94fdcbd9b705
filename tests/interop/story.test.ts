// LORADEX_STORY=1 trains a LoRA on SmolLM2-135M-Instruct: minutes, 1.5 GB in .partners/.
import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { env } from 'node:process'
import { describe, it } from 'node:test'
import { commandBlocks } from '#tools/documentation/story-blocks.mjs'
import { storyChecks } from '#tools/story-checks.mjs'

interface Figures {
  readonly eval_loss: number
  readonly perplexity: number
  readonly field_accuracy: number
}

interface Story {
  readonly overlap: number
  readonly before: Figures
  readonly after: Figures
}

const skip = env['LORADEX_STORY'] === '1' ? false : 'LORADEX_STORY=1 trains a real model'

describe('docs/story.md', () => {
  it('has every command that is checked', () => {
    const commands = commandBlocks(readFileSync('docs/story.md', 'utf8')).flat()
    const checked = Object.keys(storyChecks({ folder: '', base: '' }).after)
    assert.deepEqual(
      checked.filter((command) => !commands.includes(command)),
      [],
    )
  })

  it('shows the files that are used', () => {
    const page = readFileSync('docs/story.md', 'utf8')
    for (const name of ['loradex.yaml', 'answer.schema.json']) {
      assert.ok(page.includes(readFileSync(`tests/interop/story/${name}`, 'utf8')), name)
    }
  })

  it('is true of a real model', { skip }, () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/story.mjs'], {
      encoding: 'utf8',
    })
    assert.equal(status, 0, stderr)
    const { overlap, before, after } = JSON.parse(stdout) as Story
    assert.equal(overlap, 0)
    assert.ok(after.eval_loss < before.eval_loss)
    assert.ok(after.perplexity < before.perplexity)
    assert.ok(after.field_accuracy > before.field_accuracy)
  })
})
