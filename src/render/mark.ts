import { encodePng } from './png.js';

/**
 * The mark of an add-on: a shield with a keyhole, drawn once on a field of 32 x 32 and written as SVG and as PNG.
 * The colour comes from the name, so that two add-ons differ in a list.
 */

type Point = readonly [x: number, y: number];
type Curve = readonly [control1: Point, control2: Point, end: Point];

const field = 32;
const cornerRadius = 6;
const shieldStart: Point = [16, 5];
const shieldCurves: readonly Curve[] = [
  [
    [19, 7.4],
    [22.2, 8.2],
    [25.5, 8.2],
  ],
  [
    [25.5, 17.6],
    [22.6, 23.8],
    [16, 27.2],
  ],
  [
    [9.4, 23.8],
    [6.5, 17.6],
    [6.5, 8.2],
  ],
  [
    [9.8, 8.2],
    [13, 7.4],
    [16, 5],
  ],
];
const keyholeCentre: Point = [16, 13.6];
const keyholeRadius = 3;
const keyholeStem: readonly Point[] = [
  [15, 14.6],
  [17, 14.6],
  [18.4, 21],
  [13.6, 21],
];

// Dark enough for white on them, and for themselves on white.
const colours = ['#1d5f8a', '#2b6b4f', '#7a3b69', '#8a4b1d', '#4a4a9c', '#86303b', '#2f6670', '#5d6321'] as const;

/** `tile`: white shield on a coloured tile. `plain`: coloured shield on nothing, for places that bring their own background. */
export type MarkStyle = 'tile' | 'plain';

/** Takes a name, returns the colour of its mark as `#rrggbb`. */
export function markColour(name: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return colours[hash % colours.length] ?? colours[0];
}

/** Takes the name that colours the mark and a title for readers of the screen, returns the mark on its tile as an SVG of 32 x 32. */
export function markSvg(name: string, title: string): string {
  const colour = markColour(name);
  const curves = shieldCurves.map((curve) => `C${curve.map((point) => point.join(' ')).join(' ')}`).join('');
  const [x, y] = keyholeCentre;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${field}" height="${field}" viewBox="0 0 ${field} ${field}" role="img">
  <title>${escapeXml(title)}</title>
  <rect width="${field}" height="${field}" rx="${cornerRadius}" fill="${colour}"/>
  <path d="M${shieldStart.join(' ')}${curves}Z" fill="#ffffff"/>
  <circle cx="${x}" cy="${y}" r="${keyholeRadius}" fill="${colour}"/>
  <path d="M${keyholeStem.map((point) => point.join(' ')).join('L')}Z" fill="${colour}"/>
</svg>
`;
}

/** Takes the name that colours the mark, an edge in pixels and a style, returns the mark as a PNG with smooth edges. */
export function markPng(name: string, size: number, style: MarkStyle): Uint8Array {
  const colour = [1, 3, 5].map((at) => Number.parseInt(markColour(name).slice(at, at + 2), 16));
  const canvas: Canvas = { style, shield: flatten(shieldStart, shieldCurves), xs: sampleColumns(size) };
  const pixels = new Uint8Array(size * size * 4);
  for (let row = 0; row < size; row++) {
    const counts = { whites: new Uint8Array(size), colours: new Uint8Array(size) };
    for (let line = 0; line < samplesPerEdge; line++) countLine(((row + (line + 0.5) / samplesPerEdge) * field) / size, canvas, counts);
    paintRow(pixels.subarray(row * size * 4, (row + 1) * size * 4), counts, colour);
  }
  return encodePng(size, size, pixels);
}

interface Canvas {
  readonly style: MarkStyle;
  readonly shield: readonly Point[];
  /** Where the samples of a line lie, from left to right. */
  readonly xs: Float64Array;
}

/** How many samples of each pixel of a row are white, and how many coloured. Whole numbers come out the same on every processor. */
interface Counts {
  readonly whites: Uint8Array;
  readonly colours: Uint8Array;
}

const samplesPerEdge = 6;

function sampleColumns(size: number): Float64Array {
  return Float64Array.from({ length: size * samplesPerEdge }, (_unused, at) => {
    const column = Math.floor(at / samplesPerEdge);
    return ((column + ((at % samplesPerEdge) + 0.5) / samplesPerEdge) * field) / size;
  });
}

// Shapes are sought once a line, and the stretches of samples between their edges counted: the keyhole lies in the shield, the shield on the tile.
function countLine(y: number, { style, shield, xs }: Canvas, { whites, colours }: Counts): void {
  const tile = style === 'tile' ? within(xs, (x) => insideTile(x, y)) : undefined;
  if (tile !== undefined) count(colours, tile, 1);
  for (const stretch of stretches(xs, crossings(shield, y))) {
    count(style === 'tile' ? whites : colours, stretch, 1);
    if (tile !== undefined) count(colours, stretch, -1);
  }
  const round =
    Math.abs(y - keyholeCentre[1]) <= keyholeRadius ? within(xs, (x) => insideCircle(x, y, keyholeCentre, keyholeRadius)) : none;
  const stem = stretches(xs, crossings(keyholeStem, y))[0] ?? none;
  for (const stretch of union(round, stem)) {
    count(style === 'tile' ? whites : colours, stretch, -1);
    if (tile !== undefined) count(colours, stretch, 1);
  }
}

/** Samples that follow each other, the end exclusive. */
type Stretch = readonly [start: number, end: number];

const none: Stretch = [0, 0];

function count(counts: Uint8Array, [start, end]: Stretch, by: number): void {
  for (let at = start; at < end; at++) {
    const pixel = Math.trunc(at / samplesPerEdge);
    counts[pixel] = (counts[pixel] ?? 0) + by;
  }
}

function union(a: Stretch, b: Stretch): readonly Stretch[] {
  const apart = a[1] <= b[0] || b[1] <= a[0];
  return apart ? [a, b] : [[Math.min(a[0], b[0]), Math.max(a[1], b[1])]];
}

function paintRow(row: Uint8Array, { whites, colours }: Counts, colour: readonly number[]): void {
  for (const [column, white] of whites.entries()) {
    const coloured = colours[column] ?? 0;
    const covered = white + coloured;
    if (covered === 0) continue;
    const mixed = colour.map((channel) => Math.round((channel * coloured + 255 * white) / covered));
    row.set([...mixed, Math.round((255 * covered) / (samplesPerEdge * samplesPerEdge))], column * 4);
  }
}

function insideTile(x: number, y: number): boolean {
  return insideCircle(x, y, [clamp(x), clamp(y)], cornerRadius);
}

function clamp(value: number): number {
  return Math.min(Math.max(value, cornerRadius), field - cornerRadius);
}

function insideCircle(x: number, y: number, [centreX, centreY]: Point, radius: number): boolean {
  return (x - centreX) * (x - centreX) + (y - centreY) * (y - centreY) <= radius * radius;
}

/** Where a horizontal line crosses the edges of a polygon, from left to right. */
function crossings(corners: readonly Point[], y: number): readonly number[] {
  const crossed: number[] = [];
  let before = corners.at(-1) ?? corners[0];
  for (const corner of corners) {
    const [x1, y1] = before ?? corner;
    if (y1 > y !== corner[1] > y) crossed.push(((corner[0] - x1) * (y - y1)) / (corner[1] - y1) + x1);
    before = corner;
  }
  return crossed.sort((a, b) => a - b);
}

/** The samples between each crossing and the next, inside the polygon. */
function stretches(xs: Float64Array, crossed: readonly number[]): readonly Stretch[] {
  const found: Stretch[] = [];
  for (let at = 0; at + 1 < crossed.length; at += 2) found.push([firstFrom(xs, crossed[at] ?? 0), firstFrom(xs, crossed[at + 1] ?? 0)]);
  return found;
}

/** The index of the first sample that does not lie left of x. */
function firstFrom(xs: Float64Array, x: number): number {
  let low = 0;
  let high = xs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((xs[middle] ?? x) < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The samples of a line that lie in a round shape: they follow each other. */
function within(xs: Float64Array, isInside: (x: number) => boolean): Stretch {
  const start = xs.findIndex(isInside);
  return start < 0 ? none : [start, xs.findLastIndex(isInside) + 1];
}

function flatten(start: Point, curves: readonly Curve[]): readonly Point[] {
  const steps = 16;
  let from = start;
  return curves.flatMap((curve) => {
    const points = Array.from({ length: steps }, (_unused, step) => pointOn(from, curve, (step + 1) / steps));
    from = curve[2];
    return points;
  });
}

function pointOn(start: Point, [control1, control2, end]: Curve, t: number): Point {
  const s = 1 - t;
  const along = (axis: 0 | 1) =>
    s * s * s * start[axis] + 3 * s * s * t * control1[axis] + 3 * s * t * t * control2[axis] + t * t * t * end[axis];
  return [along(0), along(1)];
}

function escapeXml(text: string): string {
  return text
    .replace(/[\u0000-\u001f]+/g, ' ')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
