import { IsBoolean } from 'class-validator';
import { IsInteger, Optional, Says } from '#platform';

export class ReadBundle {
  @Says('The size of an older checkpoint that you hold: the bundle proves that the log only grew.')
  @Optional()
  @IsInteger(1, 1_000_000_000_000)
  readonly since?: number;

  @Says('With `true`: where there is no such ticket, the proof that there is none.')
  @Optional()
  @IsBoolean()
  readonly absence?: boolean;
}
