import { rulebook } from '#eventing';

/** What is refused of an uploaded file; the codes are those of the HTTP edge. */
export const blobRules = rulebook('http', {
  'too-large': ['too-large', 'The body is too large.', 'المتن كبير جدًا.'],
  'upload-empty': ['invalid', 'The file is empty.', 'الملف فارغ.'],
  'upload-type': [
    'unsupported',
    'Files of this type are not accepted, or the content is not of the type that it claims.',
    'الملفات من هذا النوع غير مقبولة، أو أن المحتوى ليس من النوع المُعلن.',
  ],
});
