/** Severity words of a catalog, mildest first. CIM prescribes exactly these (Alerts.severity); `number` is what goes to ECS `event.severity`. */
export const severities = {
  informational: { number: 10 },
  low: { number: 30 },
  medium: { number: 50 },
  high: { number: 70 },
  critical: { number: 90 },
} as const;

export type Severity = keyof typeof severities;

export const severityNames = Object.keys(severities) as readonly Severity[];
