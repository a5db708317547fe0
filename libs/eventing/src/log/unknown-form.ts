/** A file in a form that this version of the program does not read: it is never opened unchecked. */
export class UnknownForm extends Error {
  override readonly name = 'UnknownForm';
}
