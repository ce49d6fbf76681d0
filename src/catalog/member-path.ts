/**
 * Takes the body of a stream, the names of the catalog's fields and the name that an event lists, and returns the name of the field that is
 * meant: events of a JSON body list the members of one object by their last step.
 */
export function memberPath(
  body: { readonly form: string; readonly within?: string | undefined } | undefined,
  fields: readonly string[] | ReadonlySet<string>,
  name: string,
): string {
  if (body?.form !== 'json' || body.within === undefined) return name;
  const path = `${body.within}.${name}`;
  const known = 'has' in fields ? fields.has(path) : fields.includes(path);
  return known ? path : name;
}
