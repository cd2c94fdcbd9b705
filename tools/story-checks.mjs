// What must be true after each command of docs/story.md.
import assert from 'node:assert/strict'
import { cpSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { askPython } from './python-partner.mjs'

const measured = ['eval_loss', 'perplexity', 'field_accuracy']

/**
 * Checks by command. `pass` runs the one after a command, `seen` holds the commands that had one,
 * `result` what they found, `exits` the commands that must not end with 0.
 */
export function storyChecks({ folder, base }) {
  const result = {}
  const seen = new Set()
  const after = {
    'loradex export': () => {
      const [train, test] = ['train', 'test'].map((split) => samplesOf(folder, split))
      assert.equal(train.length + test.length, 240)
      assert.ok(test.length >= 20)
      // Neither the record, nor its text, nor the word is in both.
      for (const of of [
        (sample) => sample.metadata.id,
        (sample) => sample.instruction,
        (sample) => sample.output.word,
      ]) {
        const trained = new Set(train.map(of))
        assert.deepEqual(
          test.filter((sample) => trained.has(of(sample))),
          [],
        )
      }
      Object.assign(result, { train: train.length, test: test.length, overlap: 0 })
    },
    'python train.py base out adapter run': (stdout) => {
      const { train, test, steps } = JSON.parse(stdout.trimEnd().split('\n').at(-1))
      assert.deepEqual([train, test], [result.train, result.test])
      assert.ok(steps > 10)
      result.steps = steps
      cpSync(join(folder, 'adapter'), join(folder, 'trained'), { recursive: true })
    },
    'loradex evaluate run/after.jsonl --compare run/before.jsonl --export out --schema answer.schema.json --adapter adapter':
      () => {
        const before = baselineOf(metadataOf(folder))
        const values = resultsOf(metadataOf(folder))
        assert.ok(values.eval_loss < before.eval_loss / 2)
        assert.ok(values.perplexity < before.perplexity)
        assert.ok(values.field_accuracy > before.field_accuracy + 0.3)
        assert.ok(values.schema_validity > 0.8)
        Object.assign(result, { before, after: values })
      },
    'loradex release adapter --export out --base base --version 1.0.0 --key release.key --license Apache-2.0':
      (stdout) => {
        assert.doesNotMatch(stdout, /^failed/mu)
        const metadata = metadataOf(folder)
        assert.equal(metadata.training.num_samples, result.train)
        assert.deepEqual(resultsOf(metadata), result.after)
        assert.deepEqual(baselineOf(metadata), result.before)
        const folders = [base, join(folder, 'trained'), join(folder, 'adapter')]
        const [peft] = askPython('story', 'load_release.py', folders)
        assert.deepEqual(peft, { same: true, differs_from_base: true, same_parameters: true })
        result.peft = peft
      },
    'loradex adapter check adapter --base base': (stdout) =>
      assert.match(stdout, /12 checks: 12 passed/u),
    'loradex verify adapter --key release.key.pub': (stdout) =>
      assert.match(stdout, /as signed by/u),
    'loradex verify out --key release.key.pub': (stdout) => assert.match(stdout, /as signed by/u),
    'loradex lineage show adapter --export out --row train:1': (stdout) => {
      const [, line] = /row train:1 from nouns\.jsonl:(\d+)/u.exec(stdout) ?? []
      const record = JSON.parse(linesOf(join(folder, 'nouns.jsonl'))[Number(line) - 1])
      const [sample] = samplesOf(folder, 'train')
      assert.deepEqual([record.id, record.answer], [sample.metadata.id, sample.output])
      result.row = Number(line)
    },
    'loradex lineage find "$(head -n 1 nouns.jsonl)"': (stdout) =>
      assert.match(stdout, /adapter noun-kinds@1\.0\.0/u),
  }
  const pass = (command, stdout) => {
    if (after[command] === undefined) return
    after[command](stdout)
    seen.add(command)
  }
  const exits = { 'loradex verify changed --key release.key.pub': 3 }
  return { after, exits, pass, result, seen }
}

function samplesOf(folder, split) {
  const files = readdirSync(join(folder, 'out')).filter((name) => name.startsWith(`${split}-`))
  return files.flatMap((file) => linesOf(join(folder, 'out', file)).map((line) => JSON.parse(line)))
}

function linesOf(file) {
  return readFileSync(file, 'utf8').trimEnd().split('\n')
}

function metadataOf(folder) {
  return JSON.parse(readFileSync(join(folder, 'adapter/adapter_metadata.json'), 'utf8'))
}

function resultsOf(metadata) {
  return figures(metadata, ({ value }) => value)
}

function baselineOf(metadata) {
  return figures(metadata, ({ baseline }) => baseline.value)
}

function figures(metadata, value) {
  const results = metadata['loradex:evaluation'].filter(({ dataset }) => dataset.split === 'test')
  const names = [...measured, 'schema_validity', 'exact_match']
  return Object.fromEntries(
    names.map((name) => [name, value(results.find(({ metric }) => metric === name))]),
  )
}
