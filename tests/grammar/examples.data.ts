import type { GrammarFormat } from '#loradex/schema/grammar/parse-grammar.js'

export interface ExampleGrammar {
  readonly name: string
  readonly format: GrammarFormat
  readonly text: string
  /** Texts of the language and others. */
  readonly matches: readonly string[]
  readonly others: readonly string[]
}

/** Grammars of the kinds that the engines show in their own documentation. */
export const exampleGrammars: readonly ExampleGrammar[] = [
  {
    name: 'arithmetic',
    format: 'lark',
    text: String.raw`
start: expr
expr: expr ("+" | "-") term | term
term: term ("*" | "/") factor | factor
factor: "(" expr ")" | "-" factor | NUMBER
NUMBER: /[0-9]+(\.[0-9]+)?/
`,
    matches: ['1', '1+2*3', '-(4.5-2)/7'],
    others: ['', '1+', '(1', '1..2', '1 + 2'],
  },
  {
    name: 'arithmetic-gbnf',
    format: 'gbnf',
    text: String.raw`
# several equations, one to a line
root  ::= (expr "=" ws term "\n")+
expr  ::= term ([-+*/] ws term)*
term  ::= ident | num | "(" ws expr ")" ws
ident ::= [a-z] [a-z0-9_]* ws
num   ::= [0-9]+ ws
ws    ::= [ \t\n]*
`,
    matches: ['1=1\n', 'a + b2*( 3)= 4\nx=1\n'],
    others: ['1=1', 'A=1\n', '=1\n'],
  },
  {
    name: 'json',
    format: 'gbnf',
    text: String.raw`
root   ::= object
value  ::= object | array | string | number | ("true" | "false" | "null") ws
object ::= "{" ws ( string ":" ws value ("," ws string ":" ws value)* )? "}" ws
array  ::= "[" ws ( value ("," ws value)* )? "]" ws
string ::= "\"" ( [^"\\\x7F\x00-\x1F] | "\\" (["\\bfnrt] | "u" [0-9a-fA-F]{4}) )* "\"" ws
number ::= ("-"? ([0-9] | [1-9] [0-9]{0,15})) ("." [0-9]+)? ([eE] [-+]? [0-9]{1,3})? ws
ws     ::= | " " | "\n" [ \t]{0,20}
`,
    matches: ['{}', '{"a": [1, -2.5e3, "x\\n"], "b": {"c": null}}', '{"é":"漢😀"}'],
    others: ['', '[]', '{"a":}', '{"a":1,}', "{'a':1}"],
  },
  {
    name: 'json-ebnf',
    format: 'ebnf',
    text: String.raw`
root ::= basic_array | basic_object
basic_any ::= basic_number | basic_string | basic_boolean | basic_null |
    basic_array | basic_object
basic_number ::= ("0" | "-"? [1-9] [0-9]*) ("." [0-9]+)? ([eE] [+-]? [0-9]+)?
basic_string ::= "\"" basic_string_1 "\""
basic_string_1 ::= "" | [^"\\\r\n\x00-\x1F] basic_string_1 | "\\" escape basic_string_1
escape ::= ["\\/bfnrt] | "u" [A-Fa-f0-9] [A-Fa-f0-9] [A-Fa-f0-9] [A-Fa-f0-9]
basic_boolean ::= "true" | "false"
basic_null ::= "null"
basic_array ::= "[" ("" | ws basic_any (ws "," ws basic_any)*) ws "]"
basic_object ::= "{" ("" | ws basic_string ws ":" ws basic_any ( ws "," ws basic_string ws ":" ws basic_any)*) ws "}"
ws ::= [ \n\t]*
`,
    matches: ['[]', '[1,{"a" : [true ,null]}]', '{ "k" : -1e9 }'],
    others: ['1', '[1,]', '{"a"}', '[01]'],
  },
  {
    name: 'list',
    format: 'gbnf',
    text: String.raw`
root ::= item+
item ::= "- " [^\r\n\x0b\x0c\x85\u2028\u2029]+ "\n"
`,
    matches: ['- one\n', '- zwei\n- drei – vier\n'],
    others: ['- one', '* one\n', '- \n'],
  },
  {
    name: 'chess',
    format: 'gbnf',
    text: String.raw`
# a game from the first move on
root    ::= (
    "1. " move " " move "\n"
    ([1-9] [0-9]? ". " move " " move "\n")+
)
move    ::= (pawn | nonpawn | castle) [+#]?
nonpawn ::= [NBKQR] [a-h]? [1-8]? "x"? [a-h] [1-8]
pawn    ::= ([a-h] "x")? [a-h] [1-8] ("=" [NBKQR])?
castle  ::= "O-O" "-O"?
`,
    matches: ['1. e4 e5\n2. Nf3 Nc6\n', '1. d4 d5\n10. O-O-O exd8=Q#\n'],
    others: ['1. e4 e5\n', '1. e9 e5\n2. a3 a6\n', '2. e4 e5\n3. a3 a6\n'],
  },
  {
    name: 'japanese',
    format: 'gbnf',
    text: String.raw`
root     ::= jp-char+ ([ \t\n] jp-char+)*
jp-char  ::= hiragana | katakana | punctuation | cjk
hiragana ::= [ぁ-ゟ]
katakana ::= [ァ-ヿ]
punctuation ::= [、-〾]
cjk      ::= [一-鿿\U00020000-\U0002A6DF]
`,
    matches: ['ひらがな', 'カタカナ 漢字。', '𠀀'],
    others: ['', 'abc', 'ひ a'],
  },
  {
    name: 'calendar',
    format: 'lark',
    text: String.raw`
%import common (INT, WS)
%ignore WS
start: "meeting" "on" date ("at" time)? [note]
date: INT "." INT "." INT
time: /([01][0-9]|2[0-3]):[0-5][0-9]/
note: "(" /[^()]+/ ")"
`,
    matches: ['meeting on 1.2.2025', 'meetingon1.2.3at 08:30 (with tea)', 'meeting  on 1 . 2 . 3'],
    others: ['meeting', ' meeting on 1.2.3', 'meeting on 1.2.2025 at 25:00'],
  },
  {
    name: 'lisp',
    format: 'lark',
    text: String.raw`
start: form
form: ATOM | "(" _ws (form (_sep form)* _ws)? ")"
_ws: " "*
_sep: " "+
ATOM: ("a".."z" | "A".."Z" | "0".."9" | "+" | "*")+
`,
    matches: ['x', '()', '(+ 1 (* 2 3))', '( a b )'],
    others: ['', '(', 'a b', '(a))'],
  },
  {
    name: 'sql',
    format: 'lark',
    text: String.raw`
start: "SELECT "i columns " FROM "i NAME where? ";"
columns: "*" | NAME ("," " "? NAME)*
where: " WHERE "i condition ((" AND "i | " OR "i) condition)*
condition: NAME OPERATOR value | "(" condition ")"
value: /[0-9]+/ | "'" /[^'\n]*/ "'"
OPERATOR: "=" | "<>" | "<=" | ">=" | "<" | ">"
NAME: /[a-z_][a-z0-9_]{0,30}/
`,
    matches: ['SELECT * FROM cases;', "select a, b FROM t WHERE a>=3 and (b='x');"],
    others: ['SELECT FROM t;', 'SELECT * FROM t', "SELECT a FROM t WHERE a=='x';"],
  },
  {
    name: 'brackets',
    format: 'ebnf',
    text: String.raw`
root ::= pair root | ""
pair ::= "(" root ")" | "[" root "]" | "<" inner{1,3} ">"
inner ::= word | pair
word ::= [a-z]+ (=">" | "<" | "(" | "[")
`,
    matches: ['', '()[()]', '<a><b(c>'.replace('(c', '()'), '([<ab>])'],
    others: ['(', '([)]', '<>', 'a'],
  },
  {
    name: 'thinking',
    format: 'lark',
    text: String.raw`
start: <think> "\n" thought </think> answer
thought: /[^<]*/
answer: /\{"label": "(spam|ham)"\}/
`,
    matches: ['<think>\nwell</think>{"label": "ham"}'],
    others: ['{"label": "ham"}', '<think>\nx</think>{"label": "egg"}'],
  },
  {
    name: 'paragraph',
    format: 'lark',
    text: String.raw`
start: PARAGRAPH
PARAGRAPH: LINES & ~(ANY "\n\n" ANY) & /[^ \n].*/s
LINES: /[a-z \n]+/
ANY: /(?s:.*)/
`,
    matches: ['a', 'one line\nand another', 'ends with a break\n'],
    others: ['', ' a', 'two\n\nparagraphs', 'A'],
  },
  {
    name: 'quotation',
    format: 'lark',
    text: String.raw`
start: "quote: " QUOTE (" / " WORD)?
QUOTE: "<" PART ">"
PART: %regex { "substring_words": "to be, or not to be" }
WORD: /[a-z]+/ & ~("to" | "be")
`,
    matches: ['quote: <>', 'quote: <be, or>', 'quote: <or not to be> / hamlet', 'quote: < > / t'],
    others: ['quote: <o>', 'quote: <or be>', 'quote: <to> / be', 'quote: to'],
  },
]
