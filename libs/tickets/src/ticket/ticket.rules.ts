import { rulebook } from '#eventing';

/** Why a ticket says no. What customers are told about a stranger's ticket is `not-found`, always. */
export const ensure = rulebook('ticket', {
  // Who may
  'not-found': ['missing', 'There is no such ticket.', 'لا توجد تذكرة كهذه.'],
  'staff-only': [
    'forbidden',
    'Only staff can do this to a ticket.',
    'هذا الإجراء على التذكرة متاح للموظفين فقط.',
  ],
  'requester-only': [
    'forbidden',
    'Only the person whose ticket it is can do this, or staff in their name.',
    'لا يستطيع فعل هذا إلا صاحب التذكرة، أو موظف باسمه.',
  ],
  'own-proposal': [
    'forbidden',
    'Whoever proposed the resolution cannot record that the customer confirms it. The customer can, or another member of staff in their name.',
    'لا يستطيع من اقترح الحل أن يسجّل تأكيد العميل له. يمكن للعميل أن يؤكده، أو لموظف آخر أن يسجّل ذلك باسمه.',
  ],
  'system-only': [
    'forbidden',
    'This happens by itself when its time has come; nobody can ask for it.',
    'يحدث هذا من تلقاء نفسه حين يحين وقته، ولا يمكن لأحد أن يطلبه.',
  ],
  'for-yourself': [
    'forbidden',
    'You can open a ticket, and speak, for yourself only.',
    'يمكنك أن تفتح تذكرة وأن تتحدث باسمك أنت فقط.',
  ],
  'for-whom': [
    'invalid',
    'Say for whom this ticket is opened: the requester is missing.',
    'حدّد لمن تُفتح هذه التذكرة: صاحب الطلب غير مذكور.',
  ],
  'not-their-ticket': [
    'invalid',
    'The person in whose name this is said neither opened this ticket nor watches it.',
    'الشخص الذي يُقال هذا باسمه لم يفتح هذه التذكرة ولا يتابعها.',
  ],

  // When it happened
  'in-the-future': [
    'invalid',
    'What has happened cannot have happened in the future.',
    'ما حدث لا يمكن أن يكون قد حدث في المستقبل.',
  ],
  'before-opened': [
    'invalid',
    'Nothing can have happened to a ticket before it was opened.',
    'لا يمكن أن يكون شيء قد حدث للتذكرة قبل فتحها.',
  ],
  'too-early': ['conflict', 'The time for this has not come yet.', 'لم يحن وقت هذا بعد.'],

  // Where it stands
  'already-opened': [
    'conflict',
    'This ticket has been opened already.',
    'سبق أن فُتحت هذه التذكرة.',
  ],
  closed: [
    'conflict',
    'This ticket is closed. Reopen it, or reply to it, first.',
    'هذه التذكرة مغلقة. أعد فتحها أو اكتب ردًّا عليها أولًا.',
  ],
  'not-closed': [
    'conflict',
    'Only a closed ticket can be reopened, or one whose resolution is not answered yet.',
    'لا يُعاد فتح إلا تذكرة مغلقة، أو تذكرة لم يُجب بعدُ عن حلها المقترح.',
  ],
  'window-over': [
    'conflict',
    'This ticket has been closed for too long to be reopened. A reply opens a new one, linked to it.',
    'مضى على إغلاق هذه التذكرة وقت أطول من أن يُعاد فتحها. الرد عليها يفتح تذكرة جديدة مرتبطة بها.',
  ],
  'not-open': ['conflict', 'Only an open ticket can do this.', 'لا يصلح هذا إلا لتذكرة مفتوحة.'],
  'not-on-hold': [
    'conflict',
    'Only a ticket on hold can be resumed.',
    'لا يُستأنف العمل إلا على تذكرة معلّقة.',
  ],
  'no-proposal': [
    'conflict',
    'No resolution has been proposed that could be answered.',
    'لا يوجد حل مقترح يمكن الإجابة عنه.',
  ],
  merged: [
    'conflict',
    'This ticket went into another one. Go on there.',
    'دُمجت هذه التذكرة في تذكرة أخرى. تابع هناك.',
  ],
  continued: [
    'conflict',
    'This ticket goes on in a newer one. Go on there.',
    'تستمر هذه التذكرة في تذكرة أحدث. تابع هناك.',
  ],

  // Working on it
  taken: ['conflict', 'Somebody else has taken this ticket.', 'أخذ شخص آخر هذه التذكرة.'],
  'hold-in-the-past': [
    'invalid',
    'A ticket is put on hold until a moment in the future.',
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

  // The customer's word
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
    'These two tickets are linked the other way round already.',
    'هاتان التذكرتان مرتبطتان بالفعل في الاتجاه المعاكس.',
  ],
  'has-parent': ['conflict', 'This ticket has a parent already.', 'لهذه التذكرة أصل بالفعل.'],
  'other-ticket-not-found': [
    'invalid',
    'There is no such other ticket.',
    'لا توجد تذكرة أخرى كهذه.',
  ],
  'other-ticket-closed': [
    'conflict',
    'The ticket to merge into is closed: nobody would read what is said there.',
    'التذكرة المراد الدمج فيها مغلقة: لن يقرأ أحد ما يُقال هناك.',
  ],
  'other-customer': [
    'conflict',
    'These tickets belong to different people. Link them, so that neither reads the words of the other.',
    'هاتان التذكرتان لشخصين مختلفين. اربطهما حتى لا يقرأ أحدهما كلام الآخر.',
  ],
});
