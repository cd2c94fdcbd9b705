"""What engines of constrained decoding make of definitions and texts.

usage: engines_take.py CASES.json; a case is {engine, notation, definition, texts}. Prints for each
{compiled, error?, verdicts}: whether the definition compiles, and which texts it lets through.
"""
import importlib.abc
import importlib.machinery
import json
import sys
import types


class Missing:
    """In place of torch and its like, which xgrammar imports for its GPU kernels: none is called."""

    def __init__(self, *_args, **_more):
        pass

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return Missing()

    def __call__(self, *args, **_more):
        return args[0] if len(args) == 1 and callable(args[0]) else Missing()


class Finder(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    def find_spec(self, name, _path, _target=None):
        if name.split(".")[0] in ("torch", "transformers", "triton"):
            return importlib.machinery.ModuleSpec(name, self, is_package=True)
        return None

    def create_module(self, spec):
        module = types.ModuleType(spec.name)

        def member(name):
            if name.startswith("__"):
                raise AttributeError(name)
            return type(name, (Missing,), {})

        module.__getattr__ = member
        return module

    def exec_module(self, module):
        pass


def with_llguidance(notation, definition):
    from llguidance import LLMatcher, LLTokenizer

    make = {
        "lark": LLMatcher.grammar_from_lark,
        "regex": LLMatcher.grammar_from_regex,
        "json-schema": LLMatcher.grammar_from_json_schema,
    }[notation]
    grammar = make(definition)
    problem = LLMatcher.validate_grammar(grammar)
    if problem:
        raise ValueError(problem)
    tokenizer = LLTokenizer("byte")

    def takes(text):
        data = text.encode()
        matcher = LLMatcher(tokenizer, grammar)
        count = matcher.try_consume_tokens(tokenizer.tokenize_bytes(data))
        return count == len(data) and matcher.is_accepting()

    return takes


def with_xgrammar(notation, definition):
    import tvm_ffi  # before torch is stood in for, so that it does without

    if not any(isinstance(finder, Finder) for finder in sys.meta_path):
        sys.meta_path.insert(0, Finder())
    import xgrammar
    from xgrammar.testing import _is_grammar_accept_string

    make = {
        "ebnf": xgrammar.Grammar.from_ebnf,
        "lark": xgrammar.Grammar.from_lark,
        "regex": xgrammar.Grammar.from_regex,
        "json-schema": xgrammar.Grammar.from_json_schema,
    }[notation]
    grammar = make(definition)
    return lambda text: _is_grammar_accept_string(grammar, text)


def with_outlines_core(notation, definition):
    from outlines_core import Guide, Index, Vocabulary
    from outlines_core.json_schema import build_regex_from_schema

    regex = build_regex_from_schema(definition) if notation == "json-schema" else definition
    index = Index(regex, Vocabulary(256, {bytes([byte]): [byte] for byte in range(256)}))

    def takes(text):
        guide = Guide(index)
        for byte in text.encode():
            if byte not in guide.get_tokens():
                return False
            guide.advance(byte)
        return 256 in guide.get_tokens()

    return takes


def with_lm_format_enforcer(notation, definition):
    from lmformatenforcer import JsonSchemaParser, RegexParser

    start = JsonSchemaParser(json.loads(definition)) if notation == "json-schema" else RegexParser(definition)

    def takes(text):
        parser = start
        for character in text:
            if character not in parser.get_allowed_characters():
                return False
            parser = parser.add_character(character)
        return parser.can_end()

    return takes


ENGINES = {
    "llguidance": with_llguidance,
    "xgrammar": with_xgrammar,
    "outlines-core": with_outlines_core,
    "lm-format-enforcer": with_lm_format_enforcer,
}


def take(case):
    try:
        takes = ENGINES[case["engine"]](case["notation"], case["definition"])
    except Exception as error:  # what does not compile is a result
        return {"compiled": False, "error": f"{type(error).__name__}: {error}"[:400], "verdicts": []}
    verdicts = []
    for text in case["texts"]:
        try:
            verdicts.append(bool(takes(text)))
        except Exception as error:
            verdicts.append(f"{type(error).__name__}: {error}"[:200])
    return {"compiled": True, "verdicts": verdicts}


with open(sys.argv[1], encoding="utf-8") as file:
    print(json.dumps([take(case) for case in json.load(file)]))
