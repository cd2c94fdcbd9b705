import { resolve } from 'node:path'
import { bumpAdapter, type Bump } from '../../adapters/versions/bump-adapter.js'
import { readRelease } from '../../adapters/versions/read-release.js'
import { flagOption, textOption, type RunCommand } from '../command.js'
import type { AdapterBumpOutput } from '../outputs/adapter-output.js'
import { printable } from '../printable.js'
import { usageInvalid } from '../usage-invalid.js'

export const bumpAdapterCommand: RunCommand = async (given, io) => {
  const [old = '', now = ''] = given.arguments
  const before = await readRelease(resolve(io.cwd, old), old)
  const after = await readRelease(resolve(io.cwd, now), now)
  const tolerance = toleranceOf(textOption(given, 'tolerance') ?? '0.01')
  const bump = bumpAdapter(before, after, { tolerance })
  const isVerify = flagOption(given, 'verify')
  const passed = bump.objections.length === 0
  if (flagOption(given, 'json')) {
    const printed: AdapterBumpOutput = {
      format_version: 1,
      before: before.metadata.config.adapter_version,
      declared: bump.declared,
      level: bump.level ?? null,
      required: bump.required ?? null,
      reasons: bump.reasons,
      passed,
      objections: bump.objections,
    }
    io.stdout(JSON.stringify(printed, null, 2))
  } else for (const line of lines(bump)) io.stdout(printable(line))
  for (const { rule, expected, seen } of isVerify ? bump.objections : []) {
    io.stderr(`error ${rule}: expected ${printable(expected)}, saw ${printable(seen)}`)
  }
  return isVerify && !passed ? 3 : 0
}

function* lines({ level, required, reasons }: Bump): Generator<string> {
  if (level === undefined) yield 'nothing that a version stands for differs'
  else yield `${level}: ${required ?? 'the version before is no semantic version'}`
  for (const reason of reasons)
    yield `  ${reason.rule.padEnd(4)}${reason.level.padEnd(6)}${reason.because}`
}

function toleranceOf(text: string): number {
  const tolerance = Number(text)
  if (text.trim() !== '' && tolerance >= 0 && tolerance < 1) return tolerance
  throw usageInvalid(
    `--tolerance: expected a number >= 0 and < 1, saw ${JSON.stringify(text.slice(0, 40))}`,
    'Write a share, for example 0.02 for two per cent.',
  )
}
