import { rulebook } from '#eventing';

/** Why a ticket refuses. About a stranger's ticket customers always get `not-found`. */
export const ensure = rulebook('ticket', {
  // Who may
  'not-found': ['missing', 'Ticket not found.', 'لا توجد تذكرة كهذه.'],
  'staff-only': [
    'forbidden',
    'Only staff can do this to a ticket.',
    'هذا الإجراء على التذكرة متاح للموظفين فقط.',
  ],
  'requester-only': [
    'forbidden',
    'Only the person whose ticket it is can do this, or staff on their behalf.',
    'لا يستطيع فعل هذا إلا صاحب التذكرة، أو موظف باسمه.',
  ],
  'not-your-file': [
    'forbidden',
    'Only the person who attached this file can remove it, or staff.',
    'لا يستطيع إزالة هذا الملف إلا من أرفقه، أو موظف.',
  ],
  held: [
    'conflict',
    'The law wants what is kept of this customer to stay, so the file cannot be removed now.',
    'يوجب القانون الاحتفاظ بما يخص هذا العميل، فلا يمكن إزالة الملف الآن.',
  ],
  'own-proposal': [
    'forbidden',
    'The person who proposed the resolution cannot record that the customer confirms it. The customer can, or another member of staff on their behalf.',
    'لا يستطيع من اقترح الحل أن يسجّل تأكيد العميل له. يمكن للعميل أن يؤكده، أو لموظف آخر أن يسجّل ذلك باسمه.',
  ],
  'system-only': [
    'forbidden',
    'Only the system does this, when its time has come.',
    'يحدث هذا من تلقاء نفسه حين يحين وقته، ولا يمكن لأحد أن يطلبه.',
  ],
  'for-yourself': [
    'forbidden',
    'You can open a ticket, and reply, only for yourself.',
    'يمكنك أن تفتح تذكرة وأن تتحدث باسمك أنت فقط.',
  ],
  'for-whom': [
    'invalid',
    'Say for whom this ticket is opened: the requester is missing.',
    'حدّد لمن تُفتح هذه التذكرة: صاحب الطلب غير مذكور.',
  ],
  'not-their-ticket': [
    'invalid',
    'The person on whose behalf you write is neither the requester nor a watcher of this ticket.',
    'الشخص الذي يُقال هذا باسمه لم يفتح هذه التذكرة ولا يتابعها.',
  ],

  // When it happened
  'in-the-future': [
    'invalid',
    'The moment when it happened cannot be in the future.',
    'ما حدث لا يمكن أن يكون قد حدث في المستقبل.',
  ],
  'before-opened': [
    'invalid',
    'The moment when it happened cannot be before the ticket was opened.',
    'لا يمكن أن يكون شيء قد حدث للتذكرة قبل فتحها.',
  ],
  'too-early': ['conflict', 'The time for this has not come yet.', 'لم يحن وقت هذا بعد.'],

  // States
  'already-opened': ['conflict', 'This ticket is already open.', 'سبق أن فُتحت هذه التذكرة.'],
  closed: [
    'conflict',
    'This ticket is closed. Reopen it, or reply to it, first.',
    'هذه التذكرة مغلقة. أعد فتحها أو اكتب ردًّا عليها أولًا.',
  ],
  'not-closed': [
    'conflict',
    'Only a closed ticket can be reopened, or one whose proposed resolution is not answered yet.',
    'لا يُعاد فتح إلا تذكرة مغلقة، أو تذكرة لم يُجب بعدُ عن حلها المقترح.',
  ],
  'window-over': [
    'conflict',
    'This ticket has been closed for too long to be reopened. A reply opens a new one, linked to it.',
    'مضى على إغلاق هذه التذكرة وقت أطول من أن يُعاد فتحها. الرد عليها يفتح تذكرة جديدة مرتبطة بها.',
  ],
  'not-open': [
    'conflict',
    'This is only possible for an open ticket.',
    'لا يصلح هذا إلا لتذكرة مفتوحة.',
  ],
  'not-on-hold': [
    'conflict',
    'Only a ticket on hold can be resumed.',
    'لا يُستأنف العمل إلا على تذكرة معلّقة.',
  ],
  'no-proposal': [
    'conflict',
    'There is no proposed resolution to answer.',
    'لا يوجد حل مقترح يمكن الإجابة عنه.',
  ],
  merged: [
    'conflict',
    'This ticket was merged into another one. Continue there.',
    'دُمجت هذه التذكرة في تذكرة أخرى. تابع هناك.',
  ],
  continued: [
    'conflict',
    'This ticket continues in a newer one. Continue there.',
    'تستمر هذه التذكرة في تذكرة أحدث. تابع هناك.',
  ],

  // Working on it
  taken: [
    'conflict',
    'This ticket is already assigned to somebody else.',
    'أخذ شخص آخر هذه التذكرة.',
  ],
  'hold-in-the-past': [
    'invalid',
    'The end of a hold must be in the future.',
    'تُعلَّق التذكرة حتى لحظة في المستقبل.',
  ],
  'answer-too-soon': [
    'invalid',
    'The customer must be given more time to answer.',
    'يجب منح العميل وقتًا أطول للإجابة.',
  ],
  'too-many-watchers': [
    'conflict',
    'No more people can watch this ticket.',
    'لا يمكن لمزيد من الأشخاص متابعة هذه التذكرة.',
  ],

  // The customer's corrections
  'customer-said-so': [
    'conflict',
    'The customer has corrected this. You can dispute it with a reason, which the customer will see.',
    'صحّح العميل هذا. يمكنك الاعتراض عليه بذكر سبب يراه العميل.',
  ],
  'not-a-value': [
    'invalid',
    'This fact cannot have that value.',
    'لا يمكن أن تكون لهذه المعلومة تلك القيمة.',
  ],
  'nothing-to-dispute': [
    'conflict',
    'The customer has not corrected this, so there is nothing to dispute.',
    'لم يصحّح العميل هذا، فلا شيء يُعترض عليه.',
  ],

  // Other tickets
  'link-to-itself': [
    'invalid',
    'A ticket cannot be linked to itself.',
    'لا يمكن ربط التذكرة بنفسها.',
  ],
  'link-cycle': [
    'conflict',
    'These two tickets are already linked in the opposite direction.',
    'هاتان التذكرتان مرتبطتان بالفعل في الاتجاه المعاكس.',
  ],
  'merged-into-this': [
    'conflict',
    'The other ticket was merged into this one. Reopen it to take them apart.',
    'دُمجت التذكرة الأخرى في هذه التذكرة. أعد فتحها لتفصل بينهما.',
  ],
  'has-parent': ['conflict', 'This ticket already has a parent.', 'لهذه التذكرة أصل بالفعل.'],
  'other-ticket-not-found': [
    'invalid',
    'The other ticket was not found.',
    'لا توجد تذكرة أخرى كهذه.',
  ],
  'other-ticket-closed': [
    'conflict',
    'The ticket to merge into is closed: nobody would read it.',
    'التذكرة المراد الدمج فيها مغلقة: لن يقرأ أحد ما يُقال هناك.',
  ],
  'other-customer': [
    'conflict',
    'These tickets belong to different people. Link them instead, so that neither person can read the ticket of the other.',
    'هاتان التذكرتان لشخصين مختلفين. اربطهما حتى لا يقرأ أحدهما كلام الآخر.',
  ],
});
