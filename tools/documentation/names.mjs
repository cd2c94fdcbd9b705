import { existsSync, readFileSync } from 'node:fs'
import { commands } from '#loradex/cli/commands.js'
import { errorCodes } from '../explanations.data.mjs'

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'))
const { properties: sections } = JSON.parse(readFileSync('schemas/recipe.schema.json', 'utf8'))
const elsewhere = ['source', 'metadata', 'report']
const builtIn = ['start', 'test', 'install', 'link', 'ci', 'pack']

/**
 * The commands, options, scripts, files and recipe keys that the page names in its prose and that do
 * not exist, as `path:line: name`. What stands in blocks is run.
 */
export function unknownNames(path) {
  const lines = readFileSync(path, 'utf8').split('\n')
  let isInside = false
  return lines.flatMap((text, index) => {
    if (/^ *```/u.test(text)) isInside = !isInside
    if (isInside) return []
    return Array.from(text.matchAll(/`([^`]+)`/gu), ([, code]) =>
      code.replaceAll(String.raw`\|`, '|'),
    )
      .flatMap(unknownIn)
      .map((name) => `${path}:${index + 1}: ${name}`)
  })
}

function unknownIn(code) {
  return [...unknownCommands(code), ...unknownScripts(code), ...unknownKeys(code)]
}

function unknownCommands(code) {
  const [, rest] = /^(?:npx )?loradex (.+)$/u.exec(code) ?? []
  if (rest === undefined) return []
  const words = rest.split(/\s+/u)
  const command = commands
    .filter(({ name }) => rest === name || rest.startsWith(`${name} `))
    .toSorted((left, right) => right.name.length - left.name.length)[0]
  if (command === undefined) return isGroup(words[0]) ? [] : [`loradex ${words[0]}`]
  const known = command.options.flatMap(({ flags }) => flags.match(/(?<![\w-])--?\w[\w-]*/gu) ?? [])
  return words
    .flatMap((word) => /^--?[a-z][\w-]*/u.exec(word)?.[0] ?? [])
    .filter((flag) => ![...known, '--help', '--version'].includes(flag))
    .map((flag) => `loradex ${command.name} ${flag}`)
}

/** `loradex metadata` alone, or an option. */
function isGroup(word) {
  return word.startsWith('-') || commands.some(({ name }) => name.startsWith(`${word} `))
}

function unknownScripts(code) {
  const [, script] = /\bnpm (?:run )?([\w:-]+)/u.exec(code) ?? []
  if (script !== undefined && !(script in scripts) && !builtIn.includes(script)) {
    return [`npm run ${script}`]
  }
  const [, file] = /\bnode ((?:[\w.-]+\/)+[\w.-]+\.m?js)\b/u.exec(code) ?? []
  return file === undefined || existsSync(file) ? [] : [`node ${file}`]
}

/**
 * `quality.min_text_length`: a name with a dot whose first part is a section of the recipe. Error
 * codes, files and members of outputs look the same.
 */
function unknownKeys(code) {
  const [, section, key] = /^([a-z_]+)\.([a-z_]+)(?:$|[ =.:])/u.exec(code) ?? []
  if (elsewhere.includes(section) || key === 'json' || errorCodes[code] !== undefined) return []
  const shape = sections[section]
  if (shape === undefined) return []
  const variants = shape.oneOf ?? [shape]
  const known = variants.flatMap(({ properties = {} }) => Object.keys(properties))
  return known.length === 0 || known.includes(key) ? [] : [`${section}.${key}`]
}
