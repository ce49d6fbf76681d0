"""Asks the machine's own PCRE2 (8 bit, UTF, without its compiler to machine code), whose library comes with pcre2test.

With a version as the only argument: says whether it is that one. Else reads questions from standard input, one JSON object a line, and writes
one answer a line for each that has a pattern:

  {"texts": [...]}                                             texts that follow are counted behind these
  {"pattern": "", "flags": "", "all": true, "on": [0, 1]}      the first match, or all of them, in these texts:
      {"found": [[[start, end, start of group 1, ...], ...], ...]}, places in bytes of UTF-8, -1 where a group is not set, or
      {"refused": "..."}; a text in which the engine gives up has its number in place of matches
  {"pattern": "", "flags": "", "probes": [[0, 1, 2], ...],     steps of a search in text 0 and in text 1, which has twice as much; in text 2
   "match": 1, "depth": 1, "growth": 2.2}                      it is to stay within these limits:
      {"steps": [[0, 1, "limit"], ...]}: steps in text 0; in text 1 where they grew more, else -1; what was not kept in text 2, or ""
"""

import ctypes
import json
import sys

LIBRARY = 'libpcre2-8.so.0'
VERSION, UNSET, UTF = 11, 2**64 - 1, 0x80000
FLAGS = {'i': 0x8, 'm': 0x400, 's': 0x20, 'x': 0x80, 'n': 0x2000, 'J': 0x40, 'U': 0x40000}
ANCHORED, NOT_EMPTY_AT_START, NO_CHECK = 0x80000000, 0x8, 0x40000000
NO_MATCH, MATCH_LIMIT, DEPTH_LIMIT = -1, -47, -53
MOST = 2**32 - 1

library = ctypes.CDLL(LIBRARY)
pointer, size, number = ctypes.c_void_p, ctypes.c_size_t, ctypes.c_uint32


def function(name, result, *arguments):
    found = getattr(library, f'pcre2_{name}_8')
    found.restype, found.argtypes = result, arguments
    return found


config = function('config', ctypes.c_int, number, pointer)
compiled = function('compile', pointer, ctypes.c_char_p, size, number, ctypes.POINTER(ctypes.c_int), ctypes.POINTER(size), pointer)
match = function('match', ctypes.c_int, pointer, ctypes.c_char_p, size, size, number, pointer, pointer)
data_for = function('match_data_create_from_pattern', pointer, pointer, pointer)
offsets_of = function('get_ovector_pointer', ctypes.POINTER(size), pointer)
count_of = function('get_ovector_count', number, pointer)
message_of = function('get_error_message', ctypes.c_int, ctypes.c_int, ctypes.c_char_p, size)
context_create = function('match_context_create', pointer, pointer)
set_match_limit = function('set_match_limit', ctypes.c_int, pointer, number)
set_depth_limit = function('set_depth_limit', ctypes.c_int, pointer, number)
free_code = function('code_free', None, pointer)
free_data = function('match_data_free', None, pointer)


def version():
    text = ctypes.create_string_buffer(64)
    config(VERSION, text)
    return text.value.decode()


class Refused(Exception):
    pass


class Expression:
    def __init__(self, pattern, flags):
        source = pattern.encode()
        options = UTF
        for flag in flags:
            options |= FLAGS[flag]
        error, at = ctypes.c_int(), size()
        self.code = compiled(source, len(source), options, error, at, None)
        if self.code is None:
            text = ctypes.create_string_buffer(256)
            message_of(error.value, text, 256)
            raise Refused(text.value.decode())
        self.data = data_for(self.code, None)
        self.offsets = offsets_of(self.data)
        self.count = 2 * count_of(self.data)
        self.context = context_create(None)

    def close(self):
        free_data(self.data)
        free_code(self.code)

    def run(self, text, start=0, options=0):
        return match(self.code, text, len(text), start, options | NO_CHECK, self.data, self.context)

    def places(self):
        return [-1 if each == UNSET else each for each in self.offsets[: self.count]]

    def first(self, text):
        result = self.run(text)
        return [] if result == NO_MATCH else result if result < 0 else [self.places()]

    def all(self, text):
        """Goes on as pcre2demo does: after an empty match one that is not, at the same place; else one character further."""
        found, start, options = [], 0, 0
        while start <= len(text):
            result = self.run(text, start, options)
            if result == NO_MATCH and options == 0:
                break
            if result == NO_MATCH:
                start = after(text, start)
                options = 0
                continue
            if result < 0:
                return result
            found.append(self.places())
            begin, end = self.offsets[0], self.offsets[1]
            start, options = end, NOT_EMPTY_AT_START | ANCHORED if begin == end else 0
        return found

    def within(self, text, steps=MOST, depth=MOST):
        """What was not kept, or nothing."""
        set_match_limit(self.context, steps)
        set_depth_limit(self.context, depth)
        result = self.run(text)
        return {MATCH_LIMIT: 'steps', DEPTH_LIMIT: 'depth'}.get(result, '' if result >= NO_MATCH else f'error {result}')

    def steps(self, text):
        """The least match limit that is enough."""
        enough = 1
        while self.within(text, enough):
            enough *= 2
        few = enough // 2
        while enough - few > 1:
            middle = (few + enough) // 2
            if self.within(text, middle):
                few = middle
            else:
                enough = middle
        return enough

    def probe(self, texts, question):
        small, twice, long = texts
        steps = self.steps(small)
        grew = self.within(twice, int(steps * question['growth']))
        kept = self.within(long, question['match'], question['depth'])
        return [steps, self.steps(twice) if grew else -1, kept]


def after(text, at):
    at += 1
    while at < len(text) and 0x80 <= text[at] < 0xC0:
        at += 1
    return at


def answer(question, texts):
    try:
        expression = Expression(question['pattern'], question['flags'])
    except Refused as refused:
        return {'refused': str(refused)}
    if 'probes' in question:
        result = {'steps': [expression.probe([texts[each] for each in probe], question) for probe in question['probes']]}
    else:
        run = expression.all if question['all'] else expression.first
        result = {'found': [run(texts[each]) for each in question['on']]}
    expression.close()
    return result


def main():
    if len(sys.argv) > 1:
        found = version().split()[0]
        if found != sys.argv[1]:
            sys.exit(f'PCRE2 is {found} here, not {sys.argv[1]}')
        return
    texts = []
    for line in sys.stdin:
        question = json.loads(line)
        if 'texts' in question:
            texts.extend(each.encode() for each in question['texts'])
        else:
            print(json.dumps(answer(question, texts), separators=(',', ':')))


main()
