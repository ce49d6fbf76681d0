import { describe, expect, it } from 'vitest';
import { assigned, EvalCompiler, nextRecord } from '../../../src/evaluate/splunk/eval-language.js';
import { placedAt } from '../../../src/evaluate/splunk/placed-text.js';
import { startOf } from '../../../src/source/source-text.js';

const fields = new Map<string, readonly string[]>([
  ['a', ['alpha']],
  ['empty', ['']],
  ['n', ['5']],
  ['ten', ['10']],
  ['dec', ['2.50']],
  ['word', ['abc']],
  ['mv', ['b', 'a', 'b']],
  ['nums', ['1', '20', '3']],
  ['json', ['{"a":{"b":[{"c":1},{"c":2.50}],"x.y":"dot"},"n":null,"t":true,"s":"text","e":[]}']],
  ['list', ['["x",1,null,{"k":"v"}]']],
]);

/** The values of an expression: a text, a list, NULL as null; what the record leaves open as `? message`. */
function evaluated(text: string): string | readonly string[] | null {
  const compiler = new EvalCompiler();
  const compiled = compiler.compile(placedAt(text, startOf('props.conf')));
  compiler.finish();
  const [error] = compiler.findings.filter((each) => each.severity === 'error');
  if (compiled === undefined || error !== undefined) return `! ${error?.message}`;
  const notes: string[] = [];
  const context = compiler.context((_, message) => notes.push(message));
  nextRecord(context, fields);
  const value = compiled.evaluate(context);
  if (notes.length > 0) return `? ${notes[0]}`;
  if (typeof value === 'boolean') return String(value);
  const values = assigned(value);
  return values.length > 1 ? values : (values[0] ?? null);
}

type Case = readonly [expression: string, value: string | readonly string[] | null, source: string];

const comparison = 'Search Reference, Comparison and Conditional functions';
const conversion = 'Search Reference, Conversion functions';
const cryptographic = 'Search Reference, Cryptographic functions';
const informational = 'Search Reference, Informational functions';
const json = 'Search Reference, JSON functions';
const math = 'Search Reference, Mathematical functions';
const multivalue = 'Search Reference, Multivalue eval functions';
const text = 'Search Reference, Text functions';
const evalPage = 'Search Reference, eval';
const observed = 'observed on Splunk by fatihsirin/splunk-tutorial';
const replayed = 'observed on Splunk 10.4 by Bimmiest/propslab';
const unstated = 'stated nowhere: the reading taken';

const cases: readonly Case[] = [
  ['"x"', 'x', evalPage],
  ['a', 'alpha', evalPage],
  ["'a'", 'alpha', evalPage],
  ['missing', null, evalPage],
  ['"a\\tb"', 'a\tb', evalPage],
  ['"say \\"hi\\""', 'say "hi"', evalPage],
  ['"\\d\\\\"', '\\d\\', evalPage],
  ['"a" . "b" . 1', 'ab1', evalPage],
  ['a . missing', null, observed],
  ['1 + 2', '3', evalPage],
  ['n + "2"', '7', evalPage],
  ['a + word', 'alphaabc', evalPage],
  ['a + n', '? a number and a text added', unstated],
  ['7 - 10', '-3', evalPage],
  ['3 * 4 + 2', '14', evalPage],
  ['2 + 3 * 4', '14', evalPage],
  ['(2 + 3) * 4', '20', evalPage],
  ['10 % 4', '2', evalPage],
  ['10 / 4', '2.5', evalPage],
  ['1 / 0', null, evalPage],
  ['a * 2', null, observed],
  ['missing + 1', null, observed],
  ['-n', '-5', evalPage],
  ['8.250 * 0.2', '2', `${evalPage}: the precision of the least precise input`],
  ['8.250 * 0.20', '1.7', `${evalPage}: the precision of the least precise input`],
  ['exact(8.250 * 0.2)', '1.6500000000000001', `${math}, exact: up to 17 digits`],
  ['1 == 1', 'true', evalPage],
  ['n == 5', 'true', observed],
  ['n == "5"', 'true', observed],
  ['n = "5.0"', 'false', observed],
  ['n == 5.0', 'true', observed],
  ['ten > n', 'true', `${replayed}: two fields that look numeric compare as numbers`],
  ['ten > "5"', 'false', observed],
  ['word > 5', null, replayed],
  ['"5" == 5', '! a text is compared with a number', observed],
  ['missing == "x"', null, unstated],
  ['NOT missing == "x"', null, unstated],
  ['mv == "a"', 'true', replayed],
  ['mv != "a"', 'false', replayed],
  ['mv > "a"', null, replayed],
  ['nums == 20', null, replayed],
  ['NOT a == "alpha" OR n == 5', 'true', 'Search Manual, Boolean expressions: NOT, AND, OR, XOR'],
  ['true() OR true() AND false()', 'true', 'Search Manual, Boolean expressions: NOT, AND, OR, XOR'],
  ['true() XOR true() OR true()', 'false', 'Search Manual, Boolean expressions: XOR last'],
  ['false() AND missing == 1', 'false', unstated],
  ['true() OR missing == 1', 'true', unstated],
  ['true() AND missing == 1', null, unstated],
  ['a IN ("x", "alpha")', 'true', `${comparison}, in`],
  ['in(a, "x")', 'false', `${comparison}, in`],
  ['in(n, 4, 5)', 'true', `${comparison}, in`],
  ['missing IN ("x")', null, unstated],
  ['a LIKE "al%"', 'true', `${comparison}, like`],
  ['case(n == 4, "four", n == 5, "five")', 'five', `${comparison}, case`],
  ['case(n == 4, "four")', null, `${comparison}, case`],
  ['case(missing == 1, "x", true(), "y")', 'y', `${comparison}, case`],
  ['if(missing == 1, "then", "else")', 'else', `${comparison}, if`],
  ['if(a, "then", "else")', '? if() with a condition that is no Boolean', unstated],
  ['coalesce(missing, empty, a)', '', `${comparison}, coalesce`],
  ['validate(n == 5, "not five", n == 6, "not six")', 'not six', `${comparison}, validate`],
  ['validate(n == 5, "not five")', null, `${comparison}, validate`],
  ['nullif(a, "alpha")', null, `${comparison}, nullif`],
  ['nullif(a, "beta")', 'alpha', `${comparison}, nullif`],
  ['nullif(a, missing)', 'alpha', `${comparison}, nullif`],
  ['match(a, "^AL")', 'false', `${comparison}, match`],
  ['match(a, "(?i)^AL")', 'true', `${comparison}, match`],
  ['match(a, "ph")', 'true', `${comparison}, match: anywhere in the text`],
  ['match(mv, "a")', '? match() on a field with several values', unstated],
  ['match(missing, "a")', null, unstated],
  ['match(a, "(?R)")', '! regular expression: recursion', 'pcre2pattern(3)'],
  ['like(a, "%ph_")', 'true', `${comparison}, like`],
  ['like(a, "AL%")', 'false', `${comparison}, like`],
  ['like("a.c", "a_c")', 'true', `${comparison}, like`],
  ['like("abc", "a.c")', 'false', `${comparison}, like`],
  ['cidrmatch("10.0.0.0/8", "10.1.2.3")', 'true', `${comparison}, cidrmatch`],
  ['cidrmatch("10.0.0.0/8", "11.1.2.3")', 'false', `${comparison}, cidrmatch`],
  ['cidrmatch("2001:db8::/32", "2001:db8:1::1")', 'true', `${comparison}, cidrmatch`],
  ['cidrmatch("2001:db8::/32", "::ffff:1.2.3.4")', 'false', `${comparison}, cidrmatch`],
  ['cidrmatch("10.0.0.0/8", a)', 'false', `${comparison}, cidrmatch`],
  ['isnull(missing)', 'true', `${informational}, isnull`],
  ['isnull(empty)', 'false', `${informational}, isnull`],
  ['isnotnull(a)', 'true', `${informational}, isnotnull`],
  ['isnum(n)', 'true', `${informational}, isnum`],
  ['isnum(a)', 'false', `${informational}, isnum`],
  ['isint(dec)', 'false', `${informational}, isint`],
  ['isstr(a)', 'true', `${informational}, isstr`],
  ['isbool(1==1)', 'true', `${informational}, isbool`],
  ['typeof(12) . typeof("s") . typeof(1==2) . typeof(missing)', 'NumberStringBooleanInvalid', `${informational}, typeof`],
  ['tonumber("0A4", 16)', '164', `${conversion}, tonumber`],
  ['tonumber("zz", 36)', '1295', `${conversion}, tonumber`],
  ['tonumber(" 5")', null, `${conversion}, tonumber`],
  ['tonumber("abc")', null, `${conversion}, tonumber`],
  ['tonumber("12", 2)', null, `${conversion}, tonumber`],
  ['tostring(15, "hex")', '0xF', `${conversion}, tostring`],
  ['tostring(12345.6789, "commas")', '12,345.68', `${conversion}, tostring`],
  ['tostring(615, "duration")', '00:10:15', `${conversion}, tostring`],
  ['tostring(1==1)', 'True', `${conversion}, tostring`],
  ['tostring(n)', '5', `${conversion}, tostring`],
  ['printf("%04.2f|%5s|%-5s|%x|%+d|%%", 3.14159, "ab", "cd", 255, 4)', '3.14|   ab|cd   |ff|+4|%', `${conversion}, printf`],
  ['printf("%5d", "x")', '? printf() with a value that its format does not take', unstated],
  ['len("h\u00e9\ud83d\ude00")', '3', `${text}, len`],
  ['len(mv)', null, `${text}, len: no multivalue`],
  ['len(missing)', null, `${text}, len`],
  ['lower("ABC") . upper("def")', 'abcDEF', `${text}, lower, upper`],
  ['upper(mv)', ['B', 'A', 'B'], `${text}, upper: each value`],
  ['ltrim("  ab ") . "|"', 'ab |', `${text}, ltrim`],
  ['rtrim("xxabxx", "x")', 'xxab', `${text}, rtrim`],
  ['trim(" ZZZZabcZZ ", " Z")', 'abc', `${text}, trim`],
  ['trim("\\tab\\t ")', 'ab', `${text}, trim: blanks and tabs`],
  ['replace("1/14/2026", "^(\\d{1,2})/(\\d{1,2})/", "\\2/\\1/")', '14/1/2026', `${text}, replace`],
  ['replace("aaa", "a", "b")', 'bbb', `${text}, replace: every occurrence`],
  ['replace("abc", "x", "y")', 'abc', `${text}, replace`],
  ['replace("cost", "o", "$1")', 'c$1st', `${text}, replace: no dollar references`],
  ['replace("a1", "(a)(\\d)(z)?", "[\\2\\1\\3]")', '[1a]', `${text}, replace`],
  ['replace("abc", "b*", "-")', '-a--c-', 'pcre2test 10.42, global substitution'],
  ['substr("hello", 2, 3)', 'ell', `${text}, substr`],
  ['substr("hello", -3)', 'llo', `${text}, substr`],
  ['substr("hello", 0, 3)', 'hel', `${text}, substr`],
  ['substr("hello", -9)', null, replayed],
  ['substr("h\ud83d\ude00llo", 2, 1)', '\ud83d\ude00', `${text}, substr`],
  ['urldecode("http%3A%2F%2Fx%zz%C3%A9")', 'http://x%zz\u00e9', `${text}, urldecode`],
  ['split("a;;b;;c", ";;")', ['a', 'b', 'c'], `${multivalue}, split`],
  ['split("abc", "")', ['a', 'b', 'c'], `${multivalue}, split: per character`],
  ['split("abc", ",")', 'abc', `${multivalue}, split`],
  ['md5("hello")', '5d41402abc4b2a76b9719d911017c592', cryptographic],
  ['sha1("hello")', 'aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d', cryptographic],
  ['sha256("")', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855', cryptographic],
  ['mvappend(mv, a, missing)', ['b', 'a', 'b', 'alpha'], `${multivalue}, mvappend`],
  ['mvcount(mv)', '3', `${multivalue}, mvcount`],
  ['mvcount(missing)', null, `${multivalue}, mvcount`],
  ['mvdedup(mv)', ['b', 'a'], `${multivalue}, mvdedup`],
  ['mvfilter(match(mv, "^b"))', ['b', 'b'], `${multivalue}, mvfilter`],
  ['mvfilter(match(mv, a))', '! mvfilter() takes an expression over one field', `${multivalue}, mvfilter`],
  ['mvfind(mv, "^a$")', '1', `${multivalue}, mvfind`],
  ['mvfind(mv, "z")', null, `${multivalue}, mvfind`],
  ['mvindex(mv, 0)', 'b', `${multivalue}, mvindex`],
  ['mvindex(mv, -2, -1)', ['a', 'b'], `${multivalue}, mvindex`],
  ['mvindex(mv, 3)', null, `${multivalue}, mvindex`],
  ['mvindex(a, 0)', 'alpha', `${multivalue}, mvindex`],
  ['mvjoin(mv, "+")', 'b+a+b', `${multivalue}, mvjoin`],
  ['mvmap(nums, nums * 2)', ['2', '40', '6'], `${multivalue}, mvmap`],
  ['mvrange(1, 11, 2)', ['1', '3', '5', '7', '9'], `${multivalue}, mvrange`],
  ['mvsort(nums)', ['1', '20', '3'], `${multivalue}, mvsort: lexicographic`],
  ['mvzip(mv, nums)', ['b,1', 'a,20', 'b,3'], `${multivalue}, mvzip`],
  ['mvzip(mv, a, "|")', 'b|alpha', unstated],
  ['abs(-3) . ceiling(1.2) . floor(1.8) . round(3.5)', '3214', math],
  ['round(2.555, 2)', '2.56', `${math}, round`],
  ['pow(2, 10) . "/" . sqrt(9)', '1024/3', math],
  ['sigfig(1.00 * 1111)', '1110', `${math}, sigfig`],
  ['ln(exp(1)) . log(100)', '12', math],
  ['max(1, 3, "foo")', 'foo', 'Search Reference, Statistical eval functions, max'],
  ['min(1, 3, "foo")', '1', 'Search Reference, Statistical eval functions, min'],
  ['json_extract(json, "a.b{}.c")', '[1,2.50]', `${json}, json_extract: an array as its text`],
  ['json_array_to_mv(json_extract(json, "a.b{}.c"))', ['1', '2.50'], `${json}, json_array_to_mv`],
  ['json_extract(json, "a.b{1}.c")', '2.50', `${json}, json_extract`],
  ['json_extract(json, "n")', null, `${json}, json_extract: null`],
  ['json_extract(json, "t")', 'true', `${json}, json_extract`],
  ['json_extract(json, "nowhere")', null, unstated],
  ['json_extract(a, "x")', null, unstated],
  ['json_extract(json, "s", "t")', '["text",true]', `${json}, json_extract: several paths`],
  ['json_extract_exact(json_extract(json, "a"), "x.y")', 'dot', `${json}, json_extract_exact`],
  ['json_keys(json)', '["a","n","t","s","e"]', `${json}, json_keys`],
  ['json_keys(list)', null, `${json}, json_keys: nothing for an array`],
  ['json_array_to_mv(list)', ['x', '1', '{"k":"v"}'], `${json}, json_array_to_mv`],
  ['json_array_to_mv(json)', null, `${json}, json_array_to_mv`],
  ['json_valid(json)', 'true', `${json}, json_valid`],
  ['json_valid("{\\"a\\":}")', 'false', `${json}, json_valid`],
  ['json_object("a", 1, "b", json_array("x", true()))', '{"a":1,"b":["x",true]}', `${json}, json_object`],
  ['mv_to_json_array(mv)', '["b","a","b"]', `${json}, mv_to_json_array`],
  ['spath(json, "a.b{}.c")', ['1', '2.50'], `${text}, spath`],
  ['spath("<a/>", "a")', '? spath() over XML is not implemented', unstated],
  ['now()', '! now(): it depends on when the search runs', 'Search Reference, Date and Time functions'],
  ['nosuch(1)', '! nosuch(): no such function is known', evalPage],
  ['len()', '! len() with 0 parameters', `${text}, len`],
  ['if(a == "x", 1)', '! if() with 2 parameters', `${comparison}, if`],
  ['"open', '! no expression: a quote is not closed', evalPage],
  ['1 +', '! no expression: the expression ends too early', evalPage],
  ['(1', '! no expression: a closing parenthesis is missing', evalPage],
  ['a b', '! no expression: "b" is not expected here', evalPage],
  ['a AND', '! no expression: the expression ends too early', evalPage],
  [`${'('.repeat(5000)}1${')'.repeat(5000)}`, '! no expression: the expression is nested too deeply', 'our limit'],
  [`1${'+1'.repeat(5000)}`, '! no expression: the expression is too long', 'our limit'],
  [`1${'+1'.repeat(1500)}`, '1501', 'our limit'],
  ['NOT '.repeat(5000).concat('a'), '! no expression: the expression is nested too deeply', 'our limit'],
  ['AND a', '! no expression: the operator AND stands where a value is meant', evalPage],
];

describe('eval', () => {
  it.each(cases.map(([expression, ...rest]) => [expression.slice(0, 80), expression, ...rest] as const))(
    '%s',
    (_, expression, value, source) => {
      expect(source).not.toBe('');
      expect(evaluated(expression)).toEqual(value);
    },
  );
});
