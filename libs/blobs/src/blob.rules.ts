import { rulebook } from '#eventing';

/** Why an uploaded file is refused; the codes are those of HTTP problems. */
export const blobRules = rulebook('http', {
  'too-large': ['too-large', 'The body is too large.', 'المتن كبير جدًا.'],
  'upload-empty': ['invalid', 'The file is empty.', 'الملف فارغ.'],
  'upload-type': [
    'unsupported',
    'Files of this type are not accepted, or the content does not match the declared type.',
    'الملفات من هذا النوع غير مقبولة، أو أن المحتوى ليس من النوع المُعلن.',
  ],
});
