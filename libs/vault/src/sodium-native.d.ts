/** What we use of sodium-native, whose package has no types. */
declare module 'sodium-native' {
  interface Sodium {
    /** BLAKE2b, keyed, into `output`, which may have 16 to 64 bytes. */
    crypto_generichash(output: Buffer, input: Uint8Array, key: Uint8Array): void;
    crypto_aead_xchacha20poly1305_ietf_encrypt(
      ciphertext: Buffer,
      message: Uint8Array,
      associated: Uint8Array,
      secretNonce: null,
      nonce: Uint8Array,
      key: Uint8Array,
    ): number;
    /** Throws for what was not encrypted so. */
    crypto_aead_xchacha20poly1305_ietf_decrypt(
      message: Buffer,
      secretNonce: null,
      ciphertext: Uint8Array,
      associated: Uint8Array,
      nonce: Uint8Array,
      key: Uint8Array,
    ): number;
  }
  const sodium: Sodium;
  export default sodium;
}
