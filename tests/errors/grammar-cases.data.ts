import { jsonlSource, twoRecords, type ErrorCase } from './error-case.js'

/** The golden shows the grammar in place of the recipe that names it. */
function grammar(name: string, file: string, text: string): ErrorCase {
  const recipe = `${jsonlSource}structured_gen: { grammar: ${file} }\n`
  const files = { 'loradex.yaml': recipe, [file]: text, 'in.jsonl': twoRecords }
  return { name, shows: { [file]: text }, files }
}

function regex(name: string, source: string): ErrorCase {
  const recipe = `${jsonlSource}structured_gen:\n  regex: '${source}'\n`
  return { name, recipe, files: { 'in.jsonl': twoRecords } }
}

function inRecipe(name: string, section: string): ErrorCase {
  const text = `${jsonlSource}structured_gen: ${section}\n`
  return { name, recipe: text, files: { 'in.jsonl': twoRecords, 'answer.lark': 'start: "a"\n' } }
}

export const grammarCases: readonly ErrorCase[] = [
  regex('A regex that looks ahead', '(?!no).*'),
  regex('A regex that refers back', String.raw`(a+)\1`),
  regex('A group that is not closed', '(yes|no'),
  regex('A class that is not closed', '[a-z'),
  regex('A range the wrong way round', '[9-0]+'),
  regex('Nothing to repeat', '*'),
  regex('An end within the regex', 'a$b'),
  regex('A property that there is not', String.raw`\p{Klingon}`),
  inRecipe('Regex and grammar', '{ regex: "a", grammar: answer.lark }'),
  inRecipe('A format without a grammar', '{ grammar_format: lark }'),
  inRecipe('A format that there is not', '{ grammar: answer.lark, grammar_format: bnf }'),
  inRecipe('No grammar file', '{ grammar: nowhere.lark }'),
  inRecipe('A misspelt grammar file', '{ grammar: anser.lark }'),
  inRecipe('A file whose name tells no format', '{ grammar: in.jsonl }'),
  grammar('A grammar without its start', 'a.lark', 'begin: "a"\n'),
  grammar('A misspelt rule', 'a.lark', 'start: answr\nanswer: "yes" | "no"\n'),
  grammar('A rule twice', 'a.lark', 'start: a\na: "x"\na: "y"\n'),
  grammar('A literal in single quotes', 'a.lark', "start: 'yes'\n"),
  grammar('A terminal that holds a rule', 'a.lark', 'start: A\nA: b\nb: "x"\n'),
  grammar('A terminal that holds itself', 'a.lark', 'start: A\nA: "x" A | "y"\n'),
  grammar('An import that there is not', 'a.lark', '%import common.INTEGER\nstart: INTEGER\n'),
  grammar('A priority', 'a.lark', 'start: A\nA.2: "x"\n'),
  grammar('An intersection of rules', 'a.lark', 'start: a & b\na: /a*/\nb: /b*/\n'),
  grammar('A negation of nothing', 'a.lark', 'start: A\nA: /a*/ & ~\n'),
  grammar('A negation that takes too much', 'a.lark', 'start: A\nA: ~/[ab]*a[ab]{12}/\n'),
  grammar(
    'Chunks that are no texts',
    'a.lark',
    'start: A\nA: %regex { "substring_chunks": [1] }\n',
  ),
  grammar('A lazy rule', 'a.lark', 'start: a\na[lazy]: /.*x/\n'),
  grammar('A wrong regex in a grammar', 'a.lark', 'start: A\nA: /a(b/\n'),
  grammar('A schema that no grammar can say', 'a.lark', 'start: %json { "not": {} }\n'),
  grammar('A literal that is not closed', 'a.gbnf', 'root ::= "yes\n'),
  grammar('Two rules in one line', 'a.gbnf', 'root ::= a a ::= "x"\n'),
  grammar('A group that ends too early', 'a.gbnf', 'root ::= ("a" | "b"\n'),
  grammar('A count the wrong way round', 'a.gbnf', 'root ::= "a"{3,2}\n'),
  grammar('An escape that GBNF does not have', 'a.gbnf', 'root ::= "\\q"\n'),
  grammar('A token by number', 'a.gbnf', 'root ::= <[1000]> "a"\n'),
  grammar('A macro', 'a.ebnf', 'root ::= TagDispatch(("<a>", b))\nb ::= "x"\n'),
  grammar('Repetitions within each other', 'a.ebnf', 'root ::= (("a"{1000}){1000}){1000}\n'),
]
