/** The file cannot be imported as it is; the sentence says why. */
export class ImportFault extends Error {
  override readonly name = 'ImportFault';
}
