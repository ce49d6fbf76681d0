/** What the engines can do and JavaScript cannot do alike: these parts of an expression are refused, whatever dialect it is of. */
export const untranslatable = {
  ownGroup: 'a reference to the group that it stands in',
  earlyReference: 'a reference before its group',
  unsureReference: 'a reference to a group that may not be set',
  caselessReference: 'a reference where case does not count',
  referenceBehind: 'a reference inside the lookbehind that sets its group',
  unevenGroup: 'a repeated part with a group that not every round sets',
  emptyGroup: 'a repeated group that can match nothing',
  emptyFirst: 'a repeated part that can match nothing before it tries something',
  atomicBehind: 'an atomic group or a possessive count in a lookbehind',
  repeatedGroupBehind: 'a repeated group in a lookbehind',
  looseGroupBehind: 'a group in a lookbehind of no fixed width',
  endlessBehind: 'a lookbehind without a limit',
  innerSearchStart: '\\G that does not stand in front',
} as const;

/** What one engine alone does. */
export const untranslatableOf = {
  pcre2: {
    innerKeep: '\\K inside a group',
    looseBehind: 'a lookbehind of no fixed width, which PCRE2 takes only since 10.43',
    openCount: '{,n} or a count with blanks, which PCRE2 reads as a count only since 10.43',
    doubtfulRepeat: 'a repeat of \\S, \\h, \\v, \\R or . of which it is not plain to see whether PCRE2 gives something back',
    neverGroup: 'a group of options or places that is repeated no times, of which PCRE2 demands some all the same',
    hiddenEnd: 'a repeat before an atomic group that can match nothing, for which PCRE2 gives nothing back',
    longName: 'a name of more than 32 characters, which PCRE2 takes only since 10.44',
  },
  java: {
    leakedGroup: 'a group in a part that Java does not take back, and that not every match sets',
    emptyBehind: 'a lookbehind for characters also beyond U+FFFF, in an expression that can match nothing',
  },
} as const;
