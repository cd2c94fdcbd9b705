import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { checkRecipeFile, isRecipe } from './recipe-block.mjs'
import { count, failureAt } from './outcome.mjs'
import { runSteps, stepsOf } from './workflow.mjs'

/** Writes what the block holds, and checks what can be checked of it at once. */
export async function runFile(block, session) {
  const path = join(session.cwd, block.file)
  if (existsSync(path) && !session.written.has(path)) {
    throw failureAt(
      block,
      session,
      `${block.file} is there and not from this page; "from ${block.file}" compares`,
    )
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, block.text)
  session.written.add(path)
  count(session, 'file written')
  if (block.language === 'json') checkJson(block, session, [block.text])
  if (block.language === 'jsonl') checkJson(block, session, block.text.trimEnd().split('\n'))
  if (block.language !== 'yaml') return
  if (isRecipe(block)) await checkRecipeFile(block, session, path)
  const steps = stepsOf(block)
  if (steps.length > 0) await runSteps(steps, block, session)
}

function checkJson(block, session, texts) {
  // A page about bad records writes some.
  if (block.isInvalid) return
  for (const [index, text] of texts.entries()) {
    try {
      JSON.parse(text)
    } catch (error) {
      throw failureAt({ line: block.line + 1 + index }, session, `${block.file}: ${error.message}`)
    }
  }
}
