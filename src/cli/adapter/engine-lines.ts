import type { EngineFit } from '../../adapters/engines/engine-fit.js'

/** A line for each engine: what it does with the adapter, and why. */
export function* engineLines(engines: readonly EngineFit[]): Generator<string> {
  const width = Math.max(...engines.map(({ engine, version }) => engine.length + version.length))
  for (const { engine, version, fit, reasons } of engines) {
    const name = `${engine} ${version}`.padEnd(width + 3)
    yield `${name}${fit.padEnd(9)}${reasons.join('; ')}`.trimEnd()
  }
}
