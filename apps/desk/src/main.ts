import 'reflect-metadata';
import { deskSettings } from '#embedded';
import { readConfig } from '#platform';

import { openDesk, type Desk } from './desk.js';

import { greeting } from './greeting.js';
import { startFault } from './start-fault.js';

/** Faults of the environment are shown as a sentence; everything else is a bug. */
const tell = (error: unknown): never => {
  const sentence = startFault(error);
  process.stderr.write(`${sentence ?? (error as Error).stack ?? error}\n`);
  process.exit(sentence ? 78 : 70);
};

const stopOn = (desk: Desk) => {
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= desk.close().then(() => process.exit(0), tell);
  };
  process.once('SIGTERM', stop).once('SIGINT', stop);
};

const start = async () => {
  const config = readConfig(deskSettings);
  const desk = await openDesk(config);
  stopOn(desk);
  await desk.app.listen(config.port, config.host);
  process.stderr.write(greeting(await desk.app.getUrl(), config, desk.tokens));
};

await start().catch(tell);
