/** A format cannot hold a text, or a name that is there already; the message says which and why. */
export class Unwritable extends Error {
  override readonly name = 'Unwritable';
}
