import type { Origin } from '../outputs/config-output.js'

/** `loradex.yaml:12:9`, `--set quality.min_text_length`, `LORADEX_WORKERS`, `default` */
export function originText(origin: Origin): string {
  switch (origin.kind) {
    case 'option':
      return origin.option
    case 'variable':
      return origin.variable
    case 'recipe':
    case 'config':
      return `${origin.file}:${origin.line}:${origin.column}`
    case 'default':
      return 'default'
  }
}
