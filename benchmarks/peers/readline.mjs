// node peers/readline.mjs IN OUT: the full job as it is usually written first.
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, readFileSync } from 'node:fs'
import { argv } from 'node:process'
import { createInterface } from 'node:readline'
import { importPeer } from '../peers.mjs'

const [input, output] = argv.slice(2)
const { default: Ajv } = await importPeer('ajv/dist/2020.js')
const schemaPath = new URL('../recipes/full-job.schema.json', import.meta.url)
const validate = new (Ajv.default ?? Ajv)({ allErrors: true }).compile(
  JSON.parse(readFileSync(schemaPath, 'utf8')),
)
const seen = new Set()
const out = createWriteStream(output)
for await (const line of createInterface({ input: createReadStream(input) })) {
  const { question, context, answer, quality = {}, source, category, lang, tags } = JSON.parse(line)
  const content = { instruction: question, ...(context && { input: context }), output: answer }
  if (!validate(content)) continue
  const weight = quality.score ?? 1
  if (typeof weight !== 'number') continue
  const length = Array.from(answer).length
  if (length < 50 || length > 4096) continue
  const key = createHash('sha256').update(JSON.stringify(content)).digest('hex')
  if (seen.has(key)) continue
  seen.add(key)
  const metadata = { source, category, lang, reviewed: quality.reviewed, tags }
  if (!out.write(`${JSON.stringify({ ...content, weight, metadata })}\n`)) await once(out, 'drain')
}
out.end()
await once(out, 'finish')
