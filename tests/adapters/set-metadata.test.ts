import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { runLoradex } from '../end-to-end/run-loradex.js'

/** What the file is after the assignments. */
async function setIn(text: string | undefined, ...assignments: string[]): Promise<string> {
  const cwd = await mkdtemp(join(tmpdir(), 'set-'))
  try {
    const path = join(cwd, 'm.json')
    if (text !== undefined) await writeFile(path, text)
    const { exitCode, stderr } = await runLoradex(['metadata', 'set', 'm.json', ...assignments], {
      cwd,
    })
    assert.equal(exitCode, 0, stderr)
    return await readFile(path, 'utf8')
  } finally {
    await rm(cwd, { recursive: true })
  }
}

describe('loradex metadata set', () => {
  it('adds what is set, and nothing that nobody said', async () => {
    const text =
      '{"adapter_id":"a","base_model":{"name":"b"},"training":{"target_modules":["q_proj","v_proj"]}}'
    const head = text.slice(0, -1)
    assert.equal(
      await setIn(text, 'adapter_version=1.1.0'),
      `${head},\n"adapter_version": "1.1.0"}`,
    )
    assert.deepEqual(JSON.parse(await setIn(text, 'training.epochs=3', 'task.type=chat')), {
      adapter_id: 'a',
      base_model: { name: 'b' },
      training: { target_modules: ['q_proj', 'v_proj'], epochs: 3 },
      task: { type: 'chat' },
    })
  })

  it('changes a value in its place', async () => {
    const text = '{ "training": {"epochs":  1, "lora_alpha": 16.0},\n "custom": {"note": "x"} }\n'
    assert.equal(await setIn(text, 'training.epochs=2'), text.replace('1,', '2,'))
    assert.equal(await setIn(text, 'training.epochs=1'), text)
  })

  it('makes a file of what is set', async () => {
    assert.equal(await setIn(undefined, 'adapter_id=a'), '{\n  "adapter_id": "a"\n}\n')
  })
})
