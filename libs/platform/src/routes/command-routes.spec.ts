import { describe, expect, it } from '@jest/globals';
import type { CommandsOf, DataOf } from '#eventing';
import { IsInteger, IsText, Nested, Optional, Says } from '../index.js';
import { type CommandRequest, commandRoutes } from './command-routes.js';

type LetterCommand = CommandsOf<{
  WriteLetter: { text: string; to?: { name: string; floor?: number } };
  SignLetter: { name: string };
  BurnLetter: { reason?: string };
}>;

class Recipient {
  @Says('Who.') @IsText() readonly name: string;
  @Says('On which floor.') @Optional() @IsInteger(0, 9) readonly floor?: number;
}

class WriteLetter implements DataOf<LetterCommand, 'WriteLetter'> {
  @Says('What it says.') @IsText() readonly text: string;
  @Says('To whom.') @Optional() @Nested(Recipient) readonly to?: Recipient;
}

class SignLetter implements DataOf<LetterCommand, 'SignLetter'> {
  @Says('By whom.') @IsText() readonly name: string;
}

const row = {
  method: 'POST',
  path: '/v1/letters/:id/x',
  summary: 'X.',
  roles: ['agent'],
} as const;
const routes = commandRoutes<LetterCommand>();

describe('the row of a command', () => {
  it('takes the class that has the data of the command', () => {
    expect(routes({ WriteLetter: { ...row, body: WriteLetter } })).toEqual({
      WriteLetter: { ...row, body: WriteLetter },
    });
  });

  it('needs no class where nothing need be said', () => {
    expect(routes({ BurnLetter: row })).toEqual({ BurnLetter: row });
  });

  it('may make the data of what its class says, of the path, and of who asks', () => {
    const data = ({ body, principal }: CommandRequest<SignLetter>) => ({
      text: `${body.name}, ${principal.id}`,
    });
    const made = routes({ WriteLetter: { ...row, body: SignLetter, data } });
    expect(made.WriteLetter.data).toBe(data);
  });
});

/** What stands here is checked by the compiler alone: each mistake is expected, or it would not compile. */
describe('it does not compile', () => {
  it('with the class of another command', () => {
    // @ts-expect-error -- a signature is no letter
    routes({ WriteLetter: { ...row, body: SignLetter } });
    // @ts-expect-error -- nor is a letter a signature
    routes({ SignLetter: { ...row, body: WriteLetter } });
  });

  it('when a property of its class is renamed', () => {
    class Renamed {
      readonly txt: string;
      readonly to?: Recipient;
    }
    // @ts-expect-error -- text is called txt
    routes({ WriteLetter: { ...row, body: Renamed } });
  });

  it('when a property is renamed that may be left out', () => {
    class Renamed {
      readonly text: string;
      readonly too?: Recipient;
    }
    // @ts-expect-error -- to is called too
    routes({ WriteLetter: { ...row, body: Renamed } });
  });

  it('when such a property is renamed in what the class nests', () => {
    class Nesting {
      readonly text: string;
      readonly to?: { readonly name: string; readonly flor?: number };
    }
    // @ts-expect-error -- floor is called flor
    routes({ WriteLetter: { ...row, body: Nesting } });
  });

  it('when its class has a property of another type', () => {
    class Other {
      readonly name: number;
    }
    // @ts-expect-error -- a name is no number
    routes({ SignLetter: { ...row, body: Other } });
  });

  it('without a class where the command needs data', () => {
    // @ts-expect-error -- who signs?
    routes({ SignLetter: row });
  });

  it('when the data is made of another class', () => {
    const data = ({ body }: CommandRequest<WriteLetter>) => ({ name: body.text });
    // @ts-expect-error -- a signature has no text
    routes({ SignLetter: { ...row, body: SignLetter, data } });
  });

  it('when what is made is not the data of the command', () => {
    const data = ({ body }: CommandRequest<SignLetter>) => ({ nom: body.name });
    // @ts-expect-error -- a name is called nom
    routes({ SignLetter: { ...row, body: SignLetter, data } });
  });

  it('for a command that there is not', () => {
    // @ts-expect-error -- nobody eats letters
    routes({ EatLetter: row });
    expect(routes({})).toEqual({});
  });
});
