import { architectures, sizeOf, type Size } from './architectures.data.js'
import type { BaseConfig } from './base-config.js'
import type { ModuleShape } from './base-model.js'

/** The modules that a known architecture has with these sizes; undefined for others. */
export function modulesOfConfig(config: BaseConfig): ReadonlyMap<string, ModuleShape> | undefined {
  const { modelType, layers, isMultimodal } = config
  const architecture = Object.hasOwn(architectures, modelType)
    ? architectures[modelType]
    : undefined
  if (architecture === undefined || layers === undefined || isMultimodal) return undefined
  const modules = new Map<string, ModuleShape>()
  const add = (path: string, [outputs, inputs]: readonly [Size, Size]): void => {
    const shape = { outputs: sizeOf(outputs, config), inputs: sizeOf(inputs, config) }
    const isKnown = shape.outputs !== undefined && shape.inputs !== undefined
    modules.set(
      path,
      isKnown ? { outputs: shape.outputs ?? 0, inputs: shape.inputs ?? 0 } : undefined,
    )
  }
  for (const [path, sizes] of Object.entries(architecture.around)) add(path, sizes)
  for (let layer = 0; layer < layers; layer += 1) {
    for (const [path, sizes] of Object.entries(architecture.ofBlock)) {
      add(`${architecture.blocks}.${layer}.${path}`, sizes)
    }
  }
  return modules
}
