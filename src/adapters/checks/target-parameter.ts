import type { PeftConfig } from '../peft/peft-config.js'
import { targetsModule } from '../peft/targets-module.js'

/**
 * Whether the module holds parameters that `target_parameters` names, and is no target by itself. PEFT
 * wraps a module once for each parameter, and calls the inner ones `base_layer`.
 */
export function isOfParameter(config: PeftConfig, path: string): boolean {
  const { targetParameters } = config
  if (targetParameters.length === 0 || targetsModule(config, path) === true) return false
  const outer = path.replace(/(?:\.base_layer)+$/u, '')
  return targetParameters.some((parameter) => {
    const module = parameter.slice(0, Math.max(0, parameter.lastIndexOf('.')))
    // A parameter alone is looked for in every module.
    return module === '' || outer === module || outer.endsWith(`.${module}`)
  })
}
