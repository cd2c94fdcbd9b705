// What tools/ writes the command reference, the manual pages and docs/environment.md from.
export { commands } from './commands.js'
export { expectedOf } from './config/check-user-config.js'
export { settings } from './config/settings.data.js'
export { variables } from './config/variables.data.js'
export { argumentName, optionAbout, usageLine } from './help/command-help.js'
export { exampleLine } from './help/example-line.js'
export { groupCommands, programOptions, TAGLINE } from './help/program-help.js'
