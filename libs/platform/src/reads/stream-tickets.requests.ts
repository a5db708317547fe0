import { IsString, Matches } from 'class-validator';
import { Says } from '../requests/says.js';
import { MaxCharacters } from '../requests/vocabulary.js';

export class IssueStreamTicket {
  @Says('The path of the stream, without a query.')
  @IsString()
  @MaxCharacters(500)
  @Matches(/^\/v1\/[!->@-~]+$/u)
  readonly path: string;
}
