import { blobRules } from '#blobs';

/** The store of files refuses these itself. */
const sentences = (rule: keyof typeof blobRules.rules) => {
  const [, en, ar] = blobRules.rules[rule];
  return [en, ar] as const;
};

/**
 * Everything that the HTTP platform itself refuses: code → status, and the sentence in each
 * language.
 */
export const httpProblems = {
  'not-found': [404, 'Not found.', 'لا يوجد هنا ما يخصك.'],
  'method-not-allowed': [
    405,
    'This method is not allowed here; Allow lists the methods that are.',
    'لا يمكن فعل هذا هنا، ويذكر Allow ما يمكن فعله.',
  ],
  'json-malformed': [400, 'The body is not JSON in UTF-8.', 'المتن ليس JSON بترميز UTF-8.'],
  'json-refused': [
    400,
    'The body is JSON, but contains something that no field accepts.',
    'المتن JSON، لكنه يحتوي على ما لا يُقبل في أي حقل.',
  ],
  'body-missing': [400, 'This request needs a body.', 'يلزم متن لهذا الطلب.'],
  'body-unexpected': [400, 'This request must not have a body.', 'هذا الطلب لا يقبل متنًا.'],
  'body-invalid': [422, 'The body does not have the expected shape.', 'المتن ليس بالشكل المتوقع.'],
  'query-invalid': [
    400,
    'A query parameter is unknown or does not have the expected shape.',
    'أحد معاملات الاستعلام غير معروف أو ليس بالشكل المتوقع.',
  ],
  'cursor-invalid': [
    400,
    'This cursor does not belong to this list. Start again without it.',
    'هذا المؤشر لا يخص هذه القائمة. ابدأ من جديد بدونه.',
  ],
  'media-type': [415, 'This media type is not accepted here.', 'نوع الوسائط هذا غير مقبول هنا.'],
  'too-large': [413, ...sentences('too-large')],
  'url-malformed': [400, 'The address is malformed.', 'العنوان غير صحيح الصياغة.'],
  'request-malformed': [400, 'This is not a valid HTTP request.', 'هذا ليس طلب HTTP سليمًا.'],
  'headers-too-large': [431, 'The header fields are too large.', 'حقول الترويسة كبيرة جدًا.'],
  'request-timeout': [408, 'The request did not arrive in time.', 'لم يصل الطلب في الوقت المحدد.'],
  'credential-missing': [
    401,
    'A credential is missing: send a bearer token or an API key.',
    'عرّف بنفسك: يلزم رمز وصول أو مفتاح API.',
  ],
  'credential-invalid': [
    401,
    'This credential is not accepted.',
    'بيانات الاعتماد هذه غير مقبولة.',
  ],
  'role-forbidden': [403, 'Your role is not allowed to do this.', 'دورك لا يسمح بهذا.'],
  'scope-missing': [
    403,
    'The scopes of this credential do not allow this.',
    'بيانات الاعتماد هذه محدودة بأمور أخرى.',
  ],
  'if-match-required': [
    428,
    'If-Match is missing: send the ETag of the version that you have seen.',
    'اذكر الإصدار الذي رأيته: أرسل ETag الخاص به في If-Match.',
  ],
  'if-match-malformed': [
    400,
    'If-Match takes entity tags as given in ETag, separated by commas, or *.',
    'يقبل If-Match وسوم كيان كما وردت في ETag مفصولة بفواصل، أو *.',
  ],
  'idempotency-key-malformed': [
    400,
    'An Idempotency-Key has 1 to 255 printable ASCII characters, with or without quotes.',
    'يتكون Idempotency-Key من 1 إلى 255 محرف ASCII قابلًا للطباعة، بعلامتي اقتباس أو بدونهما.',
  ],
  'idempotency-in-flight': [
    409,
    'The first request with this Idempotency-Key is still running.',
    'ما زال الطلب الأول بمفتاح Idempotency-Key هذا قيد التنفيذ.',
  ],
  'idempotency-key-reused': [
    422,
    'This Idempotency-Key was used for another request.',
    'استُخدم مفتاح Idempotency-Key هذا لطلب آخر.',
  ],
  'occurred-in-future': [
    422,
    'The moment when it happened cannot be in the future.',
    'ما يُسجَّل على أنه حدث لا يمكن أن يكون في المستقبل.',
  ],
  'store-unavailable': [
    503,
    'This cannot be stored or read right now. Send it again shortly, under the same Idempotency-Key.',
    'لا يمكن حفظ هذا أو قراءته الآن. أعد إرساله بعد قليل بمفتاح Idempotency-Key نفسه.',
  ],
  'position-lost': [
    410,
    'What had this position was lost when the log was restored from a backup. Read again without it.',
    'ما كان في هذا الموضع فُقد عند استعادة السجل من نسخة احتياطية. اقرأ من جديد بدونه.',
  ],
  'position-not-reached': [
    503,
    'The views have not reached this position yet. Read again shortly.',
    'لم تصل العروض إلى هذا الموضع بعد. اقرأ مرة أخرى بعد قليل.',
  ],
  'too-many-requests': [
    429,
    'Too many requests. Wait as long as Retry-After says.',
    'طلبات كثيرة جدًا. انتظر المدة المذكورة في Retry-After.',
  ],
  'too-many-failures': [
    429,
    'Too many refused credentials from this address. Wait as long as Retry-After says.',
    'رُفضت بيانات اعتماد كثيرة من هذا العنوان. انتظر المدة المذكورة في Retry-After.',
  ],
  'too-many-live': [
    503,
    'Too many connections for live updates. Try again shortly.',
    'عدد المستمعين كبير جدًا. حاول مرة أخرى بعد قليل.',
  ],
  'upload-empty': [422, ...sentences('upload-empty')],
  'upload-type': [415, ...sentences('upload-type')],
  'not-ready': [503, 'This server is not ready.', 'هذا الخادم غير جاهز للخدمة.'],
  'issuer-unreachable': [
    503,
    'The issuer of this credential cannot be reached right now. Try again shortly.',
    'لا يمكن الآن سؤال الجهة التي أصدرت بيانات الاعتماد هذه. حاول مرة أخرى بعد قليل.',
  ],
  internal: [
    500,
    'Something went wrong on our side. It was logged under the id of this request.',
    'حدث خطأ من جانبنا، وقد سُجّل تحت معرّف هذا الطلب.',
  ],
} as const satisfies Readonly<Record<string, readonly [status: number, en: string, ar: string]>>;

export type HttpProblem = keyof typeof httpProblems;
