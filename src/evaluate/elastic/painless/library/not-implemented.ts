/**
 * Classes and methods of Painless that this tool has not: scripts that name one are refused, where a name that Painless has not either is a
 * mistake of the script. Names only; from the lists of what scripts may use in OpenSearch 2.19.6 (modules/lang-painless, Apache-2.0).
 */
const CLASSES: Readonly<Record<string, readonly string[]>> = {
  'java.lang': [
    'Appendable Character.Subset Character.UnicodeBlock Character.UnicodeScript ClassNotFoundException',
    'CloneNotSupportedException Enum EnumConstantNotPresentException IllegalAccessException',
    'IllegalMonitorStateException IllegalThreadStateException InstantiationException InterruptedException',
    'NoSuchFieldException NoSuchMethodException ReflectiveOperationException SecurityException StackTraceElement',
    'System TypeNotPresentException Void',
  ],
  'java.math': ['BigDecimal MathContext RoundingMode'],
  'java.text': [
    'Annotation AttributedCharacterIterator AttributedCharacterIterator.Attribute AttributedString Bidi',
    'BreakIterator CharacterIterator ChoiceFormat CollationElementIterator CollationKey Collator DateFormat',
    'DateFormat.Field DateFormatSymbols DecimalFormat DecimalFormatSymbols FieldPosition Format Format.Field',
    'MessageFormat MessageFormat.Field Normalizer Normalizer.Form NumberFormat NumberFormat.Field ParseException',
    'ParsePosition RuleBasedCollator SimpleDateFormat StringCharacterIterator',
  ],
  'java.time': [
    'Clock DayOfWeek Duration LocalDate LocalDateTime LocalTime Month MonthDay OffsetDateTime OffsetTime Period',
    'Year YearMonth',
  ],
  'java.time.chrono': [
    'AbstractChronology ChronoLocalDate ChronoLocalDateTime ChronoPeriod Chronology Era HijrahChronology HijrahDate',
    'HijrahEra IsoChronology IsoEra JapaneseChronology JapaneseDate JapaneseEra MinguoChronology MinguoDate',
    'MinguoEra ThaiBuddhistChronology ThaiBuddhistDate ThaiBuddhistEra',
  ],
  'java.time.format': ['DateTimeFormatter DateTimeFormatterBuilder DecimalStyle FormatStyle ResolverStyle SignStyle TextStyle'],
  'java.time.temporal': [
    'ChronoField ChronoUnit IsoFields JulianFields Temporal TemporalAccessor TemporalAdjuster TemporalAdjusters',
    'TemporalAmount TemporalField TemporalQueries TemporalQuery TemporalUnit UnsupportedTemporalTypeException',
    'ValueRange WeekFields',
  ],
  'java.time.zone': [
    'ZoneOffsetTransition ZoneOffsetTransitionRule ZoneOffsetTransitionRule.TimeDefinition ZoneRules',
    'ZoneRulesProvider',
  ],
  'java.util': [
    'AbstractCollection AbstractList AbstractMap AbstractMap.SimpleEntry AbstractMap.SimpleImmutableEntry',
    'AbstractQueue AbstractSequentialList AbstractSet ArrayDeque Base64 Base64.Decoder Base64.Encoder BitSet',
    'Calendar Calendar.Builder Currency Date Deque Dictionary DoubleSummaryStatistics DuplicateFormatFlagsException',
    'Enumeration EventListener EventListenerProxy EventObject FormatFlagsConversionMismatchException Formattable',
    'FormattableFlags Formatter Formatter.BigDecimalLayoutForm FormatterClosedException GregorianCalendar Hashtable',
    'IdentityHashMap IllegalFormatCodePointException IllegalFormatConversionException IllegalFormatException',
    'IllegalFormatFlagsException IllegalFormatPrecisionException IllegalFormatWidthException',
    'IllformedLocaleException IntSummaryStatistics LinkedList ListIterator Locale.Builder Locale.Category',
    'Locale.FilteringMode Locale.LanguageRange LongSummaryStatistics MissingFormatArgumentException',
    'MissingFormatWidthException Observable Observer PrimitiveIterator PrimitiveIterator.OfDouble',
    'PrimitiveIterator.OfInt PrimitiveIterator.OfLong PriorityQueue Queue Random RandomAccess SimpleTimeZone',
    'Spliterator Spliterator.OfDouble Spliterator.OfInt Spliterator.OfLong Spliterator.OfPrimitive Spliterators',
    'Stack StringJoiner StringTokenizer TimeZone TooManyListenersException UUID UnknownFormatConversionException',
    'UnknownFormatFlagsException Vector',
  ],
  'java.util.function': [
    'DoubleSupplier DoubleToIntFunction DoubleToLongFunction IntSupplier IntToDoubleFunction IntToLongFunction',
    'LongSupplier LongToDoubleFunction LongToIntFunction ObjDoubleConsumer ObjLongConsumer ToDoubleBiFunction',
    'ToIntBiFunction ToLongBiFunction',
  ],
  'java.util.stream': ['BaseStream Collector.Characteristics DoubleStream.Builder IntStream.Builder LongStream.Builder Stream.Builder'],
};

/** Methods by name and number of arguments, fields and constructors (`new`) of classes that are there. */
const MEMBERS: Readonly<Record<string, readonly string[]>> = {
  'java.lang.Byte': ['BYTES MAX_VALUE MIN_VALUE SIZE compare/2 decode/1 hashCode/1 parseByte/2 toUnsignedLong/1 valueOf/2'],
  'java.lang.CharSequence': ['chars/0 codePoints/0'],
  'java.lang.Character': [
    'BYTES COMBINING_SPACING_MARK CONNECTOR_PUNCTUATION CONTROL CURRENCY_SYMBOL DASH_PUNCTUATION',
    'DECIMAL_DIGIT_NUMBER DIRECTIONALITY_ARABIC_NUMBER DIRECTIONALITY_BOUNDARY_NEUTRAL',
    'DIRECTIONALITY_COMMON_NUMBER_SEPARATOR DIRECTIONALITY_EUROPEAN_NUMBER DIRECTIONALITY_EUROPEAN_NUMBER_SEPARATOR',
    'DIRECTIONALITY_EUROPEAN_NUMBER_TERMINATOR DIRECTIONALITY_LEFT_TO_RIGHT DIRECTIONALITY_LEFT_TO_RIGHT_EMBEDDING',
    'DIRECTIONALITY_LEFT_TO_RIGHT_OVERRIDE DIRECTIONALITY_NONSPACING_MARK DIRECTIONALITY_OTHER_NEUTRALS',
    'DIRECTIONALITY_PARAGRAPH_SEPARATOR DIRECTIONALITY_POP_DIRECTIONAL_FORMAT DIRECTIONALITY_RIGHT_TO_LEFT',
    'DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC DIRECTIONALITY_RIGHT_TO_LEFT_EMBEDDING',
    'DIRECTIONALITY_RIGHT_TO_LEFT_OVERRIDE DIRECTIONALITY_SEGMENT_SEPARATOR DIRECTIONALITY_UNDEFINED',
    'DIRECTIONALITY_WHITESPACE ENCLOSING_MARK END_PUNCTUATION FINAL_QUOTE_PUNCTUATION FORMAT',
    'INITIAL_QUOTE_PUNCTUATION LETTER_NUMBER LINE_SEPARATOR LOWERCASE_LETTER MATH_SYMBOL MAX_CODE_POINT',
    'MAX_HIGH_SURROGATE MAX_LOW_SURROGATE MAX_RADIX MAX_SURROGATE MAX_VALUE MIN_CODE_POINT MIN_HIGH_SURROGATE',
    'MIN_LOW_SURROGATE MIN_RADIX MIN_SUPPLEMENTARY_CODE_POINT MIN_SURROGATE MIN_VALUE MODIFIER_LETTER',
    'MODIFIER_SYMBOL NON_SPACING_MARK OTHER_LETTER OTHER_NUMBER OTHER_PUNCTUATION OTHER_SYMBOL PARAGRAPH_SEPARATOR',
    'PRIVATE_USE SIZE SPACE_SEPARATOR START_PUNCTUATION SURROGATE TITLECASE_LETTER UNASSIGNED UPPERCASE_LETTER',
    'charCount/1 codePointAt/2 codePointAt/3 codePointBefore/2 codePointBefore/3 codePointCount/3',
    'getDirectionality/1 getName/1 getType/1 highSurrogate/1 isBmpCodePoint/1 isDefined/1 isHighSurrogate/1',
    'isISOControl/1 isIdentifierIgnorable/1 isIdeographic/1 isJavaIdentifierPart/1 isJavaIdentifierStart/1',
    'isMirrored/1 isSupplementaryCodePoint/1 isSurrogate/1 isSurrogatePair/2 isTitleCase/1',
    'isUnicodeIdentifierPart/1 isUnicodeIdentifierStart/1 isValidCodePoint/1 lowSurrogate/1 offsetByCodePoints/3',
    'offsetByCodePoints/5 reverseBytes/1 toChars/1 toChars/3 toCodePoint/2 toTitleCase/1',
  ],
  'java.lang.Double': [
    'BYTES MAX_EXPONENT MIN_EXPONENT MIN_NORMAL SIZE doubleToLongBits/1 doubleToRawLongBits/1 hashCode/1',
    'longBitsToDouble/1 toHexString/1',
  ],
  'java.lang.Exception': ['getStackTrace/0'],
  'java.lang.Float': [
    'BYTES MAX_EXPONENT MAX_VALUE MIN_EXPONENT MIN_NORMAL MIN_VALUE NEGATIVE_INFINITY NaN POSITIVE_INFINITY SIZE',
    'floatToIntBits/1 floatToRawIntBits/1 hashCode/1 intBitsToFloat/1 isFinite/1 isInfinite/0 isInfinite/1 isNaN/0',
    'sum/2 toHexString/1',
  ],
  'java.lang.Integer': [
    'compareUnsigned/2 divideUnsigned/2 highestOneBit/1 lowestOneBit/1 numberOfTrailingZeros/1 remainderUnsigned/2',
    'reverse/1 reverseBytes/1 rotateLeft/2 rotateRight/2 toUnsignedLong/1 toUnsignedString/2',
  ],
  'java.lang.Iterable': ['spliterator/0 sum/1'],
  'java.lang.Long': [
    'divideUnsigned/2 highestOneBit/1 lowestOneBit/1 numberOfLeadingZeros/1 numberOfTrailingZeros/1',
    'remainderUnsigned/2 reverse/1 reverseBytes/1 rotateLeft/2 rotateRight/2',
  ],
  'java.lang.Math': [
    'IEEEremainder/2 acos/1 asin/1 atan/1 atan2/2 copySign/2 cosh/1 expm1/1 hypot/2 log1p/1 nextAfter/2 nextDown/1',
    'nextUp/1 random/0 scalb/2 sinh/1 tanh/1 ulp/1',
  ],
  'java.lang.Short': [
    'BYTES MAX_VALUE MIN_VALUE SIZE compare/2 decode/1 hashCode/1 parseShort/2 reverseBytes/1 toUnsignedInt/1',
    'toUnsignedLong/1 valueOf/2',
  ],
  'java.lang.StrictMath': [
    'E IEEEremainder/2 PI acos/1 asin/1 atan/1 atan2/2 cbrt/1 copySign/2 cos/1 cosh/1 exp/1 expm1/1 hypot/2 log/1',
    'log10/1 log1p/1 nextAfter/2 nextDown/1 nextUp/1 pow/2 random/0 rint/1 scalb/2 signum/1 sin/1 sinh/1 tan/1',
    'tanh/1 toDegrees/1 toRadians/1 ulp/1',
  ],
  'java.lang.String': ['codePointBefore/1 codePointCount/2 copyValueOf/3 getChars/4 offsetByCodePoints/2 sha1/0 sha256/0'],
  'java.lang.StringBuffer': ['capacity/0 codePointAt/1 codePointBefore/1 codePointCount/2 getChars/4 lastIndexOf/2 offsetByCodePoints/2'],
  'java.lang.StringBuilder': ['capacity/0 codePointAt/1 codePointBefore/1 codePointCount/2 getChars/4 lastIndexOf/2 offsetByCodePoints/2'],
  'java.math.BigInteger': [
    'andNot/1 bitCount/0 byteValueExact/0 clearBit/1 divideAndRemainder/1 flipBit/1 gcd/1 getLowestSetBit/0',
    'modInverse/1 modPow/2 setBit/1 shortValueExact/0 toByteArray/0',
  ],
  'java.time.Instant': [
    'MAX MIN atOffset/1 from/1 minus/1 minus/2 minusMillis/1 minusNanos/1 minusSeconds/1 plus/1 plus/2 plusMillis/1',
    'plusNanos/1 plusSeconds/1 truncatedTo/1 with/1 with/2',
  ],
  'java.time.ZoneId': [
    'SHORT_IDS from/1 getAvailableZoneIds/0 getDisplayName/2 getRules/0 normalized/0 of/2 ofOffset/2',
    'systemDefault/0',
  ],
  'java.time.ZoneOffset': ['MAX MIN from/1 ofHoursMinutesSeconds/3'],
  'java.time.ZonedDateTime': [
    'from/1 getDayOfMonth/0 getDayOfWeek/0 getDayOfYear/0 getHour/0 getMinute/0 getMonth/0 getMonthValue/0',
    'getNano/0 getSecond/0 getYear/0 minus/1 minus/2 minusDays/1 minusHours/1 minusMinutes/1 minusMonths/1',
    'minusNanos/1 minusSeconds/1 minusWeeks/1 minusYears/1 of/2 of/3 ofInstant/3 ofLocal/3 ofStrict/3 parse/1',
    'parse/2 plus/1 plus/2 plusDays/1 plusHours/1 plusMinutes/1 plusMonths/1 plusNanos/1 plusSeconds/1 plusWeeks/1',
    'plusYears/1 toLocalDate/0 toLocalDateTime/0 toOffsetDateTime/0 truncatedTo/1 with/1 with/2 withDayOfMonth/1',
    'withDayOfYear/1 withEarlierOffsetAtOverlap/0 withFixedOffsetZone/0 withHour/1 withLaterOffsetAtOverlap/0',
    'withMinute/1 withMonth/1 withNano/1 withSecond/1 withYear/1 withZoneSameLocal/1',
  ],
  'java.time.chrono.ChronoZonedDateTime': [
    'compareTo/1 equals/1 format/1 from/1 getChronology/0 hashCode/0 minus/1 minus/2 plus/1 plus/2 timeLineOrder/0',
    'toLocalDate/0 toLocalDateTime/0 toLocalTime/0 toString/0 with/1 with/2 withEarlierOffsetAtOverlap/0',
    'withLaterOffsetAtOverlap/0 withZoneSameInstant/1 withZoneSameLocal/1',
  ],
  'java.time.format.DateTimeParseException': ['getErrorIndex/0 getParsedString/0 new/3'],
  'java.util.ArrayList': ['clone/0'],
  'java.util.Arrays': ['deepEquals/2 deepHashCode/1 deepToString/1'],
  'java.util.Collection': ['collect/2 spliterator/0 toArray/1'],
  'java.util.Collections': [
    'EMPTY_MAP EMPTY_SET addAll/2 asLifoQueue/1 binarySearch/2 binarySearch/3 copy/2 emptyEnumeration/0',
    'emptyIterator/0 emptyListIterator/0 emptyNavigableMap/0 emptyNavigableSet/0 emptySortedMap/0 emptySortedSet/0',
    'enumeration/1 fill/2 indexOfSubList/2 lastIndexOfSubList/2 list/1 newSetFromMap/1 replaceAll/3 rotate/2',
    'shuffle/1 shuffle/2 unmodifiableCollection/1 unmodifiableNavigableMap/1 unmodifiableNavigableSet/1',
    'unmodifiableSet/1 unmodifiableSortedMap/1 unmodifiableSortedSet/1',
  ],
  'java.util.Comparator': ['equals/1 nullsFirst/1 nullsLast/1'],
  'java.util.HashMap': ['clone/0'],
  'java.util.HashSet': ['clone/0'],
  'java.util.Iterator': ['forEachRemaining/1'],
  'java.util.List': ['equals/1 getByPath/1 getByPath/2 hashCode/0 listIterator/0 listIterator/1'],
  'java.util.Locale': [
    'CANADA_FRENCH CHINA CHINESE ITALIAN ITALY JAPAN JAPANESE KOREA KOREAN PRC PRIVATE_USE_EXTENSION',
    'SIMPLIFIED_CHINESE TAIWAN TRADITIONAL_CHINESE UNICODE_LOCALE_EXTENSION clone/0 filter/2 filterTags/2',
    'getAvailableLocales/0 getCountry/0 getDefault/0 getDefault/1 getDisplayCountry/0 getDisplayCountry/1',
    'getDisplayLanguage/0 getDisplayLanguage/1 getDisplayName/0 getDisplayName/1 getDisplayScript/0',
    'getDisplayScript/1 getDisplayVariant/0 getDisplayVariant/1 getExtension/1 getExtensionKeys/0 getISO3Country/0',
    'getISO3Language/0 getISOCountries/0 getISOLanguages/0 getScript/0 getUnicodeLocaleAttributes/0',
    'getUnicodeLocaleKeys/0 getUnicodeLocaleType/1 getVariant/0 hasExtensions/0 lookup/2 lookupTag/2 new/1 new/2',
    'new/3 stripExtensions/0',
  ],
  'java.util.Map': ['collect/2 equals/1 findResult/1 findResult/2 findResults/1 getByPath/1 getByPath/2 groupBy/1 replace/3'],
  'java.util.Map.Entry': ['equals/1 hashCode/0'],
  'java.util.MissingResourceException': ['getClassName/0 getKey/0 new/3'],
  'java.util.NavigableMap': [
    'descendingKeySet/0 descendingMap/0 headMap/2 navigableKeySet/0 pollFirstEntry/0 pollLastEntry/0 subMap/4',
    'tailMap/2',
  ],
  'java.util.NavigableSet': ['descendingIterator/0 descendingSet/0 headSet/2 pollFirst/0 pollLast/0 subSet/4 tailSet/2'],
  'java.util.Objects': ['compare/3 hash/1'],
  'java.util.OptionalDouble': ['empty/0 ifPresent/1 of/1 orElseGet/1 orElseThrow/1'],
  'java.util.OptionalInt': ['empty/0 ifPresent/1 of/1 orElseGet/1 orElseThrow/1'],
  'java.util.OptionalLong': ['empty/0 ifPresent/1 of/1 orElseGet/1 orElseThrow/1'],
  'java.util.Set': ['equals/1 hashCode/0'],
  'java.util.SortedMap': ['comparator/0'],
  'java.util.SortedSet': ['comparator/0 headSet/1 subSet/2 tailSet/1'],
  'java.util.TreeMap': ['clone/0'],
  'java.util.TreeSet': ['clone/0'],
  'java.util.function.BiConsumer': ['andThen/1'],
  'java.util.function.BiFunction': ['andThen/1'],
  'java.util.function.BiPredicate': ['and/1 negate/0 or/1'],
  'java.util.function.BinaryOperator': ['maxBy/1 minBy/1'],
  'java.util.function.Consumer': ['andThen/1'],
  'java.util.function.DoubleConsumer': ['andThen/1'],
  'java.util.function.DoublePredicate': ['and/1 negate/0 or/1'],
  'java.util.function.DoubleUnaryOperator': ['andThen/1 compose/1 identity/0'],
  'java.util.function.IntConsumer': ['andThen/1'],
  'java.util.function.IntPredicate': ['and/1 negate/0 or/1'],
  'java.util.function.IntUnaryOperator': ['andThen/1 compose/1 identity/0'],
  'java.util.function.LongConsumer': ['andThen/1'],
  'java.util.function.LongPredicate': ['and/1 negate/0 or/1'],
  'java.util.function.LongUnaryOperator': ['andThen/1 compose/1 identity/0'],
  'java.util.function.Predicate': ['isEqual/1'],
  'java.util.regex.Matcher': [
    'hasAnchoringBounds/0 hasTransparentBounds/0 hitEnd/0 pattern/0 region/2 regionEnd/0 regionStart/0 requireEnd/0',
    'useAnchoringBounds/1 usePattern/1 useTransparentBounds/1',
  ],
  'java.util.regex.Pattern': ['asPredicate/0 matcher/2 split/3 splitAsStream/2'],
  'java.util.stream.Collector': ['accumulator/0 characteristics/0 combiner/0 finisher/0 of/4 of/5 supplier/0'],
  'java.util.stream.Collectors': ['reducing/1 reducing/3 summarizingDouble/1 summarizingInt/1 summarizingLong/1'],
  'java.util.stream.DoubleStream': [
    'builder/0 collect/3 flatMap/1 forEachOrdered/1 iterator/0 mapToInt/1 mapToLong/1 of/1 peek/1 reduce/1 reduce/2',
    'sequential/0 spliterator/0 summaryStatistics/0',
  ],
  'java.util.stream.IntStream': [
    'builder/0 collect/3 flatMap/1 forEachOrdered/1 iterator/0 mapToDouble/1 mapToLong/1 peek/1 sequential/0',
    'spliterator/0 summaryStatistics/0',
  ],
  'java.util.stream.LongStream': [
    'builder/0 collect/3 flatMap/1 forEachOrdered/1 iterator/0 mapToDouble/1 mapToInt/1 of/1 peek/1 reduce/1',
    'reduce/2 sequential/0 spliterator/0 summaryStatistics/0',
  ],
  'java.util.stream.Stream': ['builder/0 collect/3 flatMapToDouble/1 flatMapToInt/1 flatMapToLong/1 peek/1 reduce/3'],
};

function words(lines: readonly string[]): readonly string[] {
  return lines.join(' ').split(' ');
}

/** Full names of the classes that are not implemented. */
export const unknownClasses: readonly string[] = Object.entries(CLASSES).flatMap(([folder, lines]) =>
  words(lines).map((name) => `${folder}.${name}`),
);

const shortNames: ReadonlySet<string> = new Set(Object.values(CLASSES).flatMap(words));

const members: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(MEMBERS).map(([name, lines]) => [name, new Set(words(lines))]),
);

/** Whether Painless knows a class of this name (short or full) that is not implemented here. */
export function isUnknownClass(name: string): boolean {
  return shortNames.has(name) || unknownClasses.includes(name);
}

/** Whether Painless knows a member of a class that is not implemented here; `key` is `name/number of arguments`, or the name of a field. */
export function isUnknownMember(className: string, key: string): boolean {
  return members.get(className)?.has(key) ?? false;
}

/** What is not implemented of classes that are, for the list of what is supported. */
export const unknownMembers: readonly (readonly [className: string, members: readonly string[]])[] = Object.entries(MEMBERS).map(
  ([name, lines]) => [name, words(lines)],
);
