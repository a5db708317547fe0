import type {
  CommandContext,
  CommandHandler,
  Commands,
  Message,
  Query,
  Receipt,
  ViewReader,
} from '#eventing';
import { type TicketRow, worklistView } from '#tickets';

import type { Clocks } from '../clock/clocks.handler.js';
import { type ClockRow, clocksView } from '../clock/clocks.view.js';
import { fits } from '../policy/agreements.reader.js';
import { type LevelPolicyRow, levelPolicyVersionsView } from '../policy/level-policies.view.js';
import type { Scope } from '../policy/level-policy.events.js';
import { type RestateClocks, restatementDecider } from './restatement.decider.js';
import type { Cause } from './restatement.events.js';

/** So many tickets or clocks are looked at before other scheduled commands have their turn. */
const PAGE = 100;

const subjectOf = ({ kind, priority, service, requester }: TicketRow) => ({
  kind,
  priority,
  ...(service !== null && { service }),
  customer: requester.id,
});

type Concerned = (
  cause: Cause,
  page: Omit<Query, 'where' | 'order'>,
) => Promise<{ readonly tickets: readonly string[]; readonly next?: Query['after'] }>;

export interface RestatementsParts {
  readonly commands: Pick<Commands, 'send'>;
  readonly views: Pick<ViewReader, 'get' | 'page'>;
  readonly clocks: Clocks;
}

/** Counts the clocks that run again, because a policy or a calendar has changed. */
export class Restatements implements CommandHandler {
  /** A policy concerns open tickets that it fits, or did before; a calendar, those whose clocks it counts. */
  readonly #concerned: Readonly<Record<Cause['kind'], Concerned>> = {
    policy: async (cause, page) => {
      const open = { ...page, where: { active: 1 }, order: [{ column: 'openedAt' }] };
      const { rows, next } = await this.parts.views.page<TicketRow>(worklistView, open);
      const scopes = await this.#scopesOf(cause, page.tenant);
      const concerned = rows.filter((row) => scopes.some((scope) => fits(scope, subjectOf(row))));
      return { tickets: concerned.map(({ id }) => id), next };
    },
    calendar: async ({ id }, page) => {
      const where = { active: 1, calendar: id };
      const running = { ...page, where, order: [{ column: 'ticket' }] };
      const { rows, next } = await this.parts.views.page<ClockRow>(clocksView, running);
      return { tickets: [...new Set(rows.map(({ ticket }) => ticket))], next };
    },
  };

  constructor(private readonly parts: RestatementsParts) {}

  async handle(id: string, command: Message & CommandContext): Promise<Receipt> {
    const { cause, after } = (command as RestateClocks).data;
    const page = { tenant: command.tenant, limit: PAGE, ...(after && { after }) };
    const { tickets, next } = await this.#concerned[cause.kind](cause, page);
    await this.parts.clocks.countAll(tickets, command);
    const data = { cause, tickets: tickets.length, ...(next && { after: next }) };
    const recorded = { ...command, type: 'RecordRestatement', data } as const;
    return this.parts.commands.send(restatementDecider, id, recorded);
  }
  /** For which tickets the policy is now, and was in the version before. */
  async #scopesOf({ id, version }: Cause, tenant: string): Promise<readonly Scope[]> {
    const rows = await Promise.all(
      [version, version - 1].map((each) =>
        this.parts.views.get<LevelPolicyRow>(levelPolicyVersionsView, tenant, `${id}/${each}`),
      ),
    );
    return rows.flatMap((row) => (row ? [row.policy.appliesTo] : []));
  }
}
