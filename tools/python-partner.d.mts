/** A file of tests/interop/requirements/. */
export type Group =
  | 'datasets'
  | 'grammar'
  | 'mlflow'
  | 'signing'
  | 'spark'
  | 'story'
  | 'trl'
  | 'validators'
  | 'wandb'

/**
 * Runs a script of tests/interop/ in the group's environment, offline, and returns the JSON value
 * that it prints last. Fails with what the script wrote on stderr.
 */
export function askPython(group: Group, script: string, args: readonly string[]): unknown

/** The interpreter of a group, installed when it is not there. */
export function pythonOf(group: Group): string
