"""Asks the machine's own PCRE2 (8 bit, UTF, without its compiler to machine code), whose library comes with pcre2test.

With a version as the only argument: says whether it is that one. Else reads questions from standard input, one JSON object a line, and writes
one answer a line for each that has a pattern:

  {"texts": [...]}                                             texts that follow are counted behind these
  {"pattern": "", "flags": "", "all": true, "on": [0, 1]}      the first match, or all of them, in these texts:
      {"found": [[[start, end, start of group 1, ...], ...], ...]}, places in bytes of UTF-8, -1 where a group is not set, or
      {"refused": "..."}; a text in which the engine gives up has its number in place of matches
  {"pattern": "", "flags": "", "all": true, "probes": [[0, 1], ...],    steps of a search in text 0, and in text 1, which has twice as much
   "match": 1, "depth": 1, "growth": 2.2, "few": 1}                     and is to stay within these limits:
      {"steps": [[1, -1, "", 0], ...]}: steps in text 0, as many as a match limit must allow, or a hundredth more; in text 1 where they grew
      more and are not few, else -1; which limit was not kept in text 1, and how deep a search went
"""

import ctypes
import json
import sys

LIBRARY = 'libpcre2-8.so.0'
VERSION, UNSET, UTF = 11, 2**64 - 1, 0x80000
FLAGS = {'i': 0x8, 'm': 0x400, 's': 0x20, 'x': 0x80, 'n': 0x2000, 'J': 0x40, 'U': 0x40000}
ANCHORED, NOT_EMPTY_AT_START, NO_CHECK, NO_START_OPTIMIZE = 0x80000000, 0x8, 0x40000000, 0x10000
NO_MATCH, MATCH_LIMIT, DEPTH_LIMIT = -1, -47, -53
# What PCRE2 itself allows where nobody says otherwise; no more are counted.
MOST = 10_000_000

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
    def __init__(self, pattern, flags, options=0):
        source = pattern.encode()
        options |= UTF
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
        self.result = match(self.code, text, len(text), start, options | NO_CHECK, self.data, self.context)
        return self.result

    def places(self):
        return [-1 if each == UNSET else each for each in self.offsets[: self.count]]

    def first(self, text):
        result = self.run(text)
        return [] if result == NO_MATCH else result if result < 0 else [self.places()]

    def all(self, text):
        found = []
        for call in self.calls(text, True):
            result = self.run(text, *call)
            if result < NO_MATCH:
                return result
            if result >= 0:
                found.append(self.places())
        return found

    def calls(self, text, all):
        """Where each search begins, with its options; each is to be run before the next. After an empty match pcre2demo looks for one that is
        not, at the same place; else one character further."""
        start, options = 0, 0
        while start <= len(text):
            self.result = None
            yield start, options
            if not all or (self.result == NO_MATCH and options == 0):
                return
            if self.result == NO_MATCH:
                start, options = after(text, start), 0
                continue
            begin, end = self.offsets[0], self.offsets[1]
            start, options = end, NOT_EMPTY_AT_START | ANCHORED if begin == end else 0

    def limited(self, call, text, steps=MOST, depth=MOST):
        """What was not kept, or nothing."""
        set_match_limit(self.context, steps)
        set_depth_limit(self.context, depth)
        result = self.run(text, *call)
        return {MATCH_LIMIT: 'steps', DEPTH_LIMIT: 'depth'}.get(result, '' if result >= NO_MATCH else f'error {result}')

    def least(self, broken, guess):
        """The least limit, or a hundredth more, under which nothing is broken; looked for from a guess on, further away in each step."""
        few, enough, step = 0, guess, max(1, guess // 100)
        while enough < MOST and broken(enough):
            few, enough, step = enough, enough + step, step * 2
        if enough >= MOST:
            return MOST
        while few == 0 and enough > step and not broken(enough - step):
            enough, step = enough - step, step * 2
        few = max(few, enough - step)
        while enough - few > max(1, enough // 100):
            middle = (few + enough) // 2
            if broken(middle):
                few = middle
            else:
                enough = middle
        return enough

    def counting(self, call):
        """PCRE2 counts its steps anew at each place where a match could begin: what goes through those places itself counts them all."""
        return self if call[1] else self.whole

    def steps(self, text, all):
        total, last = 0, 1
        for call in self.calls(text, all):
            counting = self.counting(call)
            last = counting.least(lambda limit: counting.limited(call, text, limit), last)
            total += last
            if all:
                self.limited(call, text)
        return total

    def probe(self, small, large, question):
        all = question['all']
        steps = self.steps(small, all)
        most = max(int(steps * question['growth']), question['few'])
        grown, broken = -1, ''
        if steps >= MOST:
            grown = MOST
        elif all:
            grown = self.steps(large, all)
        elif self.whole.limited((0, 0), large, most):
            grown = self.steps(large, all)
        for call in self.calls(large, all):
            broken = broken or self.limited(call, large, question['match'], question['depth'])
            if all and broken:
                self.limited(call, large)
        depth = self.least(lambda limit: self.limited((0, 0), large, MOST, limit), 1) if broken == 'depth' else 0
        return [steps, grown if grown > most or steps >= MOST else -1, broken, depth]


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
        expression.whole = Expression(f'\\G[\\s\\S]*?(?:{question["pattern"]})', question['flags'], NO_START_OPTIMIZE)
        result = {'steps': [expression.probe(texts[small], texts[large], question) for small, large in question['probes']]}
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
