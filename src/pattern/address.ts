import { endOfText } from './regex.js';

const octet = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
const ipv4 = `(?:::[Ff]{4}:)?(?:${octet}\\.){3}${octet}`;
const group = '[0-9A-Fa-f]{1,4}';
const ipv6Full = `(?:${group}:){7}${group}`;
const ipv6Short = `(?=(?:[^:]*:){2,7}[^:]*${endOfText})(?![\\s\\S]*::[\\s\\S]*::)(?![\\s\\S]*:::)(?:${group}(?::${group})*)?::(?:${group}(?::${group})*)?`;

/** Matches a text that is an IP address as a whole: IPv4, IPv4 mapped to IPv6, or IPv6 (RFC 4291), without port, zone or prefix length. */
export const ipAddress = `^(?:${ipv4}|${ipv6Full}|${ipv6Short})${endOfText}`;

/** Matches a text that is a host name as a whole: letters, digits, `.`, `-`, `_`, not only digits and dots. */
export const hostName = `^(?![0-9.]*${endOfText})[A-Za-z0-9_](?:[A-Za-z0-9_.-]{0,251}[A-Za-z0-9_])?${endOfText}`;

/** Matches a decimal port number by shape. */
export const portNumber = `^[0-9]{1,5}${endOfText}`;
