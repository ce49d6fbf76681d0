import type { JavaValue } from '../../values.js';
import type { ClassSpec } from './class-table.js';
import {
  checkedDay,
  checkedSeconds,
  JavaInstant,
  JavaLocal,
  JavaZone,
  JavaZoned,
  offsetOf,
  offsetZone,
  parseInstant,
  zoneOf,
  zoneOffsetOf,
} from './java-time-values.js';

const instant: ClassSpec = {
  name: 'java.time.Instant',
  extends: ['java.lang.Comparable'],
  is: (value) => value instanceof JavaInstant,
  members: {
    'static Instant EPOCH': () => new JavaInstant(0, 0),
    'static Instant ofEpochMilli(long)': (millis: bigint) => JavaInstant.ofMillis(millis),
    'static Instant ofEpochSecond(long)': (second: bigint) => new JavaInstant(Number(second), 0),
    'static Instant ofEpochSecond(long,long)': (second: bigint, nano: bigint) => JavaInstant.of(Number(second), Number(nano)),
    'static Instant parse(CharSequence)': (text: JavaValue) => parseInstant(String(text)),
    'ZonedDateTime atZone(ZoneId)': (self: JavaInstant, zone: JavaZone) => JavaZoned.ofInstant(self, zone),
    'long toEpochMilli()': (self: JavaInstant) => self.millis,
    'long getEpochSecond()': (self: JavaInstant) => BigInt(self.second),
    'int getNano()': (self: JavaInstant) => self.nano,
    'boolean isAfter(Instant)': (self: JavaInstant, other: JavaInstant) => (self.compareTo(other) ?? 0) > 0,
    'boolean isBefore(Instant)': (self: JavaInstant, other: JavaInstant) => (self.compareTo(other) ?? 0) < 0,
    'int compareTo(Instant)': (self: JavaInstant, other: JavaInstant) => self.compareTo(other),
  },
};

const zoneId: ClassSpec = {
  name: 'java.time.ZoneId',
  is: (value) => value instanceof JavaZone,
  members: {
    'static ZoneId of(String)': (id: string) => zoneOf(id),
    'String getId()': (self: JavaZone) => self.id,
  },
};

const zoneOffset: ClassSpec = {
  name: 'java.time.ZoneOffset',
  extends: ['java.time.ZoneId'],
  is: (value) => value instanceof JavaZone && value.isOffset,
  members: {
    'static ZoneOffset UTC': () => offsetZone(0),
    'static ZoneOffset of(String)': (id: string) => zoneOffsetOf(id),
    'static ZoneOffset ofHours(int)': (hours: number) => offsetOf(hours, 0),
    'static ZoneOffset ofHoursMinutes(int,int)': (hours: number, minutes: number) => offsetOf(hours, minutes),
    'static ZoneOffset ofTotalSeconds(int)': (seconds: number) => offsetZone(seconds),
    'int getTotalSeconds()': (self: JavaZone) => self.fixed ?? 0,
  },
};

const chronoZonedDateTime: ClassSpec = {
  name: 'java.time.chrono.ChronoZonedDateTime',
  extends: ['java.lang.Comparable'],
  is: (value) => value instanceof JavaZoned,
  members: {
    'Instant toInstant()': (self: JavaZoned) => self.instant,
    'long toEpochSecond()': (self: JavaZoned) => BigInt(self.instant.second),
    'ZoneId getZone()': (self: JavaZoned) => self.zone,
    'ZoneOffset getOffset()': (self: JavaZoned) => offsetZone(self.offset),
    'boolean isAfter(ChronoZonedDateTime)': (self: JavaZoned, other: JavaZoned) => (self.compareTo(other) ?? 0) > 0,
    'boolean isBefore(ChronoZonedDateTime)': (self: JavaZoned, other: JavaZoned) => (self.compareTo(other) ?? 0) < 0,
    'boolean isEqual(ChronoZonedDateTime)': (self: JavaZoned, other: JavaZoned) => self.compareTo(other) === 0,
  },
};

const zonedDateTime: ClassSpec = {
  name: 'java.time.ZonedDateTime',
  extends: ['java.time.chrono.ChronoZonedDateTime'],
  is: (value) => value instanceof JavaZoned,
  members: {
    'static ZonedDateTime of(int,int,int,int,int,int,int,ZoneId)': (
      year: number,
      month: number,
      day: number,
      hour: number,
      minute: number,
      second: number,
      nano: number,
      zone: JavaZone,
    ) => {
      const seconds = checkedDay(year, month, day) * 86400 + checkedSeconds(hour, minute, second, nano);
      return JavaZoned.ofLocal(new JavaLocal('LocalDateTime', seconds, nano), zone);
    },
    'static ZonedDateTime ofInstant(Instant,ZoneId)': (at: JavaInstant, zone: JavaZone) => JavaZoned.ofInstant(at, zone),
    'ZonedDateTime withZoneSameInstant(ZoneId)': (self: JavaZoned, zone: JavaZone) => JavaZoned.ofInstant(self.instant, zone),
  },
};

/** The classes of java.time. */
export const javaTime: readonly ClassSpec[] = [instant, zoneId, zoneOffset, chronoZonedDateTime, zonedDateTime];
