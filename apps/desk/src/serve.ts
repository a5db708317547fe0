import 'reflect-metadata';
import { deskSettings } from '#embedded';
import { readConfig } from '#platform';

import { openDesk, type Desk } from './desk.js';

import { greeting } from './greeting.js';
import { ensureFree, missingInProduction } from './start-check.js';
import { startFault } from './start-fault.js';

/** What is wrong with the surroundings is told in a sentence; everything else is a bug. */
const tell = (error: unknown): never => {
  const { says, exit } = startFault(error);
  process.stderr.write(`${says}\n`);
  process.exit(exit);
};

const stopOn = (desk: Desk) => {
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= desk.close().then(() => process.exit(0), tell);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
};

const start = async () => {
  const config = readConfig(deskSettings, process.env, missingInProduction);
  await ensureFree(config);
  const desk = await openDesk(config);
  stopOn(desk);
  await desk.app.listen(config.port, config.host);
  process.stderr.write(greeting(await desk.app.getUrl(), config, desk.tokens));
};

/** Runs the desk of this process's environment until it is told to stop. */
export const serve = (): Promise<void> => start().catch(tell);
