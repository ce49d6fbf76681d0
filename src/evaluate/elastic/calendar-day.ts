const MONTHS = ['JANUARY', 'FEBRUARY', 'MARCH', 'APRIL', 'MAY', 'JUNE', 'JULY', 'AUGUST', 'SEPTEMBER', 'OCTOBER', 'NOVEMBER', 'DECEMBER'];

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** How many days a month has, from 1 on. */
export function monthLength(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

export function monthFault(month: number): string | undefined {
  return month < 1 || month > 12 ? `Invalid value for MonthOfYear (valid values 1 - 12): ${month}` : undefined;
}

export function dayOfMonthFault(day: number): string | undefined {
  return day < 1 || day > 31 ? `Invalid value for DayOfMonth (valid values 1 - 28/31): ${day}` : undefined;
}

/** What java.time.LocalDate.of says of a month and a day that cannot be; undefined where there is such a day. */
export function dayFault(year: number, month: number, day: number): string | undefined {
  const outside = monthFault(month) ?? dayOfMonthFault(day);
  if (outside !== undefined || day <= monthLength(year, month)) return outside;
  if (day === 29) return `Invalid date 'February 29' as '${year}' is not a leap year`;
  return `Invalid date '${MONTHS[month - 1] ?? ''} ${day}'`;
}
