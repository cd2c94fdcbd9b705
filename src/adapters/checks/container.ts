import type { GgufValue } from '../gguf/gguf-header.js'
import { contentOf, type FileReading } from '../read/adapter-files.js'
import type { ConfigProblem } from '../peft/config-problem.js'
import type { AdapterCheck, CheckFinding } from './adapter-check.js'

/** Whether the files are what they must be, whatever they say. */
export const container: AdapterCheck = {
  id: 'container',
  skipped: () => undefined,
  *run({ files }) {
    const { config, weights, metadata, pickles } = files
    yield* fault(weights, 'No loader gets weights out of it.')
    yield* fault(config, 'PEFT and engines refuse the adapter.')
    yield* fault(metadata, 'Nothing that is declared can be held against the weights.')
    for (const problem of contentOf(config)?.problems ?? []) yield ofConfig(problem)
    const content = contentOf(weights)
    if (content?.format === 'safetensors' && content.header.tensors.length === 0) {
      yield {
        severity: 'error',
        where: weights.file,
        expected: 'tensors',
        observed: 'none',
        consequence: 'The adapter has no effect.',
      }
    }
    if (content?.format === 'gguf') yield* ofGguf(content.header.metadata, weights.file)
    for (const name of pickles) {
      yield {
        severity: 'warning',
        where: name,
        expected: 'no pickle beside an adapter',
        observed: 'a pickle',
        consequence: 'Who loads that file runs what is in it; an adapter needs it for nothing.',
      }
    }
  },
}

function* fault(
  reading: FileReading<unknown> | undefined,
  consequence: string,
): Generator<CheckFinding> {
  if (reading === undefined || !('fault' in reading)) return
  const { expected, seen } = reading.fault
  yield { severity: 'error', where: reading.file, expected, observed: seen, consequence }
}

const consequences: Readonly<Record<ConfigProblem['kind'], string>> = {
  unsafe: 'A loader may run or read what the adapter names.',
  'wrong-type': 'PEFT fails on the field, or takes it for something else.',
  refused: 'PEFT does not load the adapter.',
  unknown: 'PEFT drops the field with a warning.',
}

function ofConfig({ kind, field, expected, seen }: ConfigProblem): CheckFinding {
  return {
    severity: kind === 'unknown' ? 'warning' : 'error',
    where: `adapter_config.json ${field}`,
    expected,
    observed: seen,
    consequence: consequences[kind],
  }
}

function* ofGguf(metadata: ReadonlyMap<string, GgufValue>, file: string): Generator<CheckFinding> {
  for (const [key, value] of [
    ['general.type', 'adapter'],
    ['adapter.type', 'lora'],
  ] as const) {
    if (metadata.get(key) === value) continue
    yield {
      severity: 'error',
      where: `${file} ${key}`,
      expected: value,
      observed: seenText(metadata.get(key)),
      consequence: 'llama.cpp refuses the file as an adapter.',
    }
  }
}

function seenText(value: GgufValue | undefined): string {
  if (value === undefined) return 'nothing'
  return typeof value === 'object' ? 'a list' : String(value)
}
