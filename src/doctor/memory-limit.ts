import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Above this, a control group means no limit. */
const NO_LIMIT_BYTES = 2 ** 53

/**
 * Bytes that the control groups of this process allow it, of both versions of Linux's; nothing where
 * there is no limit. `root` stands for `/`.
 */
export function memoryLimit(root = '/'): number | undefined {
  const memberships = readOrNothing(join(root, 'proc/self/cgroup')) ?? ''
  const files = memberships.split('\n').flatMap((line) => {
    const [, controllers = '', path = '/'] = /^\d+:([^:]*):(.*)$/u.exec(line) ?? []
    if (controllers === '') return limitFiles(join(root, 'sys/fs/cgroup'), path, 'memory.max')
    if (!controllers.split(',').includes('memory')) return []
    return limitFiles(join(root, 'sys/fs/cgroup/memory'), path, 'memory.limit_in_bytes')
  })
  const limits = files
    .map((file) => Number.parseInt(readOrNothing(file) ?? '', 10))
    .filter((bytes) => bytes > 0 && bytes < NO_LIMIT_BYTES)
  return limits.length === 0 ? undefined : Math.min(...limits)
}

/** Of the group and of all above it: each may limit. Within a container the group is at the top. */
function limitFiles(base: string, path: string, name: string): readonly string[] {
  const above = dirname(path)
  const here = join(base, path, name)
  return above === path ? [here] : [here, ...limitFiles(base, above, name)]
}

function readOrNothing(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined
}
