import type { SourcePart } from '../../sources/source.js'
import { digits } from '../digits.js'

/** What two plans of one source differ in: a line for each input that is not as it was. */
export function changedInputs(
  before: readonly SourcePart[],
  now: readonly SourcePart[],
): readonly string[] {
  const [old, current] = [byInput(before), byInput(now)]
  return [...new Set([...old.keys(), ...current.keys()])].flatMap((input) => {
    const difference = differenceOf(old.get(input), current.get(input))
    return difference === undefined ? [] : [`${input}: ${difference}`]
  })
}

function differenceOf(before: Input | undefined, now: Input | undefined): string | undefined {
  if (!before) return 'an input that was not there'
  if (!now) return 'no such input any more'
  const [old, current] = [before.snapshot, now.snapshot]
  if (old && current && old.bytes !== current.bytes) {
    return `${digits(current.bytes)} bytes in place of ${digits(old.bytes)}`
  }
  if (old && current && old.mtimeMs !== current.mtimeMs) {
    return `a change of ${instant(current.mtimeMs)}, after that of ${instant(old.mtimeMs)}`
  }
  return before.ranges === now.ranges ? undefined : 'other parts than there were'
}

interface Input extends Pick<SourcePart, 'snapshot'> {
  readonly ranges: string
}

function byInput(parts: readonly SourcePart[]): ReadonlyMap<string, Input> {
  const inputs = new Map<string, Input>()
  for (const { input, start, end, snapshot } of parts) {
    const ranges = `${inputs.get(input)?.ranges ?? ''}${start}-${end};`
    inputs.set(input, { ranges, ...(snapshot && { snapshot }) })
  }
  return inputs
}

function instant(ms: number): string {
  return new Date(ms).toISOString()
}
