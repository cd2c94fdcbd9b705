import { compileTemplate } from '#loradex/styles/template.js'
import { jsonlSource, twoRecords, type ErrorCase } from './error-case.js'

function template(name: string, text: string): ErrorCase {
  const recipe = `${jsonlSource}style: custom\ncustom:\n  template:\n    text: ${text}\n`
  return { name, recipe, files: { 'in.jsonl': twoRecords } }
}

export const templateCases: readonly ErrorCase[] = [
  template('Braces that stay open', '"{{question"'),
  template('One brace for two', '"{{question}"'),
  template('Braces with nothing in them', '"{{}}"'),
  template('A misspelt filter', '"{{question | trimm}}"'),
  template('A filter that nothing is like', '"{{question | shout}}"'),
  template('A filter without its argument', '"{{question | truncate}}"'),
  template('A filter with a wrong argument', '"{{question | truncate: many}}"'),
  template('A misspelt block', '"{{#iff answer}}{{answer}}{{/if}}"'),
  template('A block that stays open', '"{{#if answer}}{{answer}}"'),
  template('A block that ends as another', '"{{#if answer}}{{answer}}{{/each}}"'),
  template('An end without its block', '"{{answer}}{{/if}}"'),
  template('A block without a path', '"{{#each}}x{{/each}}"'),
  template('Two paths in one', '"{{question answer}}"'),
  template('A quote that stays open', `'{{question | default: "none}}'`),
  template('An unknown escape', String.raw`'{{question | default: "\d"}}'`),
  template('An unknown variable', '"{{@key}}"'),
  {
    name: 'A template of a program',
    program: {
      shown: "compileTemplate('Question:\\n{{question | trimm}}')",
      run: () => compileTemplate('Question:\n{{question | trimm}}'),
    },
  },
]
