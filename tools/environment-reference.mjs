import { expectedOf, settings, variables } from '../dist/cli/index.js'
import { markdownTable } from './markdown-table.mjs'

export function variableTable() {
  const rows = variables.map(({ name, value, about }) => [`\`${name}\``, value, about])
  return markdownTable(['variable', 'value', 'meaning'], rows)
}

export function settingTable() {
  const rows = settings.map((setting) => [
    `\`${setting.key}\``,
    expectedOf(setting),
    setting.byDefault,
    [setting.flag, ...setting.spelling.variables]
      .flatMap((name) => (name ? [`\`${name}\``] : []))
      .join(', '),
    `${setting.about.slice(0, 1).toUpperCase()}${setting.about.slice(1)}.`,
  ])
  return markdownTable(['key', 'value', 'default', 'counts before it', 'meaning'], rows)
}
